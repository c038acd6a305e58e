import {
  failureText,
  limitReached,
  pass,
  type Reading,
  rejectStretch,
  rejectTo,
  takeRecord,
} from './reading.ts';

/**
 * Reads lines, each with an object; several on one line are several records. What is broken is rejected from there to the
 * end of its line. Commas behind objects are separators that JSON does not have, and are counted as such.
 */
export async function readLines(reading: Reading): Promise<void> {
  const { window } = reading;
  let searched = 0;
  while (!limitReached(reading)) {
    const from = window.from + searched;
    const newline = from < window.to ? window.bytes.subarray(from, window.to).indexOf(0x0a) : -1;
    const end = newline === -1 ? window.to : from + newline;
    if (end - window.from > reading.largestRecordBytes) {
      searched = 0;
      await passTooLarge(reading);
    } else if (newline === -1 && !window.ended) {
      searched = window.to - window.from;
      await window.more();
    } else {
      searched = 0;
      const wait = readLine(reading, end);
      if (wait !== null) await wait;
      if (newline === -1 && window.from === window.to) return;
    }
  }
}

/** Reads bytes[from, end) and the end of the line behind them. */
function readLine(reading: Reading, end: number): Promise<void> | null {
  const { window, reader } = reading;
  const { scanner } = reader;
  let wait: Promise<void> | null = null;
  for (let isFirst = true; ; isFirst = false) {
    scanner.start(window.bytes, end);
    let start = scanner.space(window.from);
    while (start < end && window.bytes[start] === 0x2c && !isFirst) {
      if (reading.commaFaults++ === 0) reading.firstCommaFault = window.offsetOf(start);
      start = scanner.space(start + 1);
    }
    pass(reading, start, 'separators');
    if (start === end) break;
    if (limitReached(reading)) return wait;
    const close = reader.read(window.bytes, start, end);
    if (close === -1) {
      const reason = scanner.ranOut
        ? `not JSON: the line ends inside of the record (${scanner.failure})`
        : failureText(reading);
      rejectTo(reading, trimmed(window.bytes, start, end), reason);
      pass(reading, end, 'separators');
      break;
    }
    wait = takeRecord(reading, close) ?? wait;
  }
  pass(reading, Math.min(end + 1, window.to), 'separators');
  return wait;
}

/** End of the line without white space at its end. */
function trimmed(bytes: Buffer, start: number, end: number): number {
  while (end > start && (bytes[end - 1] === 0x0d || bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09))
    end--;
  return end;
}

async function passTooLarge(reading: Reading): Promise<void> {
  const { window } = reading;
  const start = window.offset;
  for (;;) {
    const newline = window.bytes.subarray(window.from, window.to).indexOf(0x0a);
    window.from = newline === -1 ? window.to : window.from + newline;
    if (newline !== -1 || !(await window.more())) break;
  }
  const length = window.offset - start;
  const reason = `larger than a record may be: a line of ${length} bytes, of at most ${reading.largestRecordBytes}`;
  rejectStretch(reading, start, length, reason);
}
