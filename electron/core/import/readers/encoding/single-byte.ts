/** Upper halves of code pages that TextDecoder does not have. Source: unicode.org VENDORS/MICSFT/PC. */
const upperHalves: Readonly<Record<string, string>> = {
  ibm437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ibm850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};

const undefinedByte = -1;
const tables = new Map<string, Int32Array>();

/** Code points of the 256 bytes of an encoding; -1 for a byte that stands for nothing in it. */
export function singleByteTable(id: string): Int32Array {
  const known = tables.get(id);
  if (known) return known;
  const table = Int32Array.from({ length: 256 }, (_, byte) => codePoint(id, byte));
  tables.set(id, table);
  return table;
}

function codePoint(id: string, byte: number): number {
  // By that name TextDecoder means windows-1252.
  if (byte < 0x80 || id === 'iso-8859-1') return byte;
  const half = upperHalves[id];
  if (half !== undefined) return half.charCodeAt(byte - 0x80);
  try {
    return new TextDecoder(id, { fatal: true }).decode(Uint8Array.of(byte)).codePointAt(0) ?? undefinedByte;
  } catch {
    return undefinedByte;
  }
}
