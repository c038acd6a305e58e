/** Something in an archive that is none of the delivery. */
export interface SetAside {
  /** Names inside, outermost first. */
  readonly way: readonly string[];
  readonly sizeBytes: number;
  readonly why: string;
}

const startsWith = (digits: string) => (head: Buffer) =>
  head.subarray(0, digits.length / 2).toString('hex') === digits;

/** What systems leave in archives; by name and content, so that a log under such a name is not lost. */
const leftovers: readonly { name: RegExp; content: (head: Buffer) => boolean; why: string }[] = [
  {
    name: /(^|\/)(__MACOSX\/|\._)/,
    content: startsWith('00051607'),
    why: 'a note that macOS keeps about a file (AppleDouble)',
  },
  { name: /(^|\/)\.DS_Store$/, content: startsWith('0000000142756431'), why: 'how macOS shows a folder' },
  {
    name: /(^|\/)(thumbs|ehthumbs)\.db$/i,
    content: startsWith('d0cf11e0a1b11ae1'),
    why: 'pictures that Windows keeps of files',
  },
  {
    name: /(^|\/)desktop\.ini$/i,
    content: (head) => head.toString('latin1').replaceAll('\0', '').includes('[.ShellClassInfo]'),
    why: 'how Windows shows a folder',
  },
];

/** Why a file in an archive is none of the delivery; null if it may be. `head` is its beginning. */
export function leftover(name: string, head: Buffer): string | null {
  return leftovers.find((one) => one.name.test(name) && one.content(head))?.why ?? null;
}
