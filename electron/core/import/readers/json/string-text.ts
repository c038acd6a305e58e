const single: Readonly<Record<number, string>> = {
  34: '"',
  92: '\\',
  47: '/',
  98: '\b',
  102: '\f',
  110: '\n',
  114: '\r',
  116: '\t',
};

/**
 * Text of bytes[start, end), the inside of a JSON string that a scanner found to be well-formed. Half of a surrogate
 * pair is no character: its escape stays as it is written (`\ud800`), and `onLoneSurrogate` is told.
 */
export function unescapedText(
  bytes: Buffer,
  start: number,
  end: number,
  onLoneSurrogate: () => void,
): string {
  let text = '';
  let from = start;
  for (let i = start; i < end; ) {
    if (bytes[i] !== 0x5c) {
      i++;
      continue;
    }
    text += bytes.toString('utf8', from, i);
    const kind = bytes[i + 1]!;
    const unit = kind === 0x75 ? codeUnit(bytes, i) : 0;
    if (kind !== 0x75) {
      text += single[kind]!;
      i += 2;
    } else if (isHigh(unit) && isLow(codeUnit(bytes, i + 6))) {
      text += String.fromCharCode(unit, codeUnit(bytes, i + 6));
      i += 12;
    } else {
      if (isHigh(unit) || isLow(unit)) {
        text += bytes.toString('latin1', i, i + 6);
        onLoneSurrogate();
      } else text += String.fromCharCode(unit);
      i += 6;
    }
    from = i;
  }
  return text + bytes.toString('utf8', from, end);
}

/** What `\uXXXX` at `i` stands for; NaN where there is no such escape. */
function codeUnit(bytes: Buffer, i: number): number {
  return bytes[i] === 0x5c && bytes[i + 1] === 0x75
    ? Number.parseInt(bytes.toString('latin1', i + 2, i + 6), 16)
    : Number.NaN;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
