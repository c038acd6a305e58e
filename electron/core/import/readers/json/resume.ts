import type { Reading } from './reading.ts';

/** Bytes that may be gone over a second time in search of where to go on, beside as many as were passed. */
const freeSearchBytes = 64 << 20;
const longestSignBytes = 256;
/** White space between records that is looked through for what follows. */
const longestGapBytes = 1 << 16;
/** Bytes before a sign that are looked at for a comma or a new line. */
const lookBackBytes = 64;

/**
 * Moves the window from a broken record to where reading can go on, or to the end of the stream. First by brackets: the
 * record ends where all that it opens is closed, if a comma, the end of the array or the next object follows. Else by sign:
 * the next place behind the failure (`failedAt`, an index) that begins as the first record did. Both look at each byte a
 * bounded number of times. `held` = the record is within the window's bounds, and can be gone over again from its beginning.
 */
export async function resume(
  reading: Reading,
  failedAt: number,
  inArray: boolean,
  held: boolean,
): Promise<void> {
  const { window } = reading;
  let failed = failedAt - window.from;
  if (!held || reading.searchedBytes < freeSearchBytes + window.offset) {
    const distance = await searchByBrackets(reading, inArray, held);
    if (distance >= 0) {
      window.from += distance;
      return;
    }
    if (!held) failed = 0;
  }
  await searchBySign(reading, failed);
}

/** Distance from `window.from` to the end of the broken record; -1 if brackets do not tell. */
async function searchByBrackets(reading: Reading, inArray: boolean, held: boolean): Promise<number> {
  const { window, skipper } = reading;
  skipper.start();
  let at = 0;
  for (;;) {
    const limit = held ? Math.min(window.to, window.from + reading.largestRecordBytes) : window.to;
    const stop = skipper.run(window.bytes, window.from + at, limit);
    reading.searchedBytes += stop - window.from - at;
    at = stop - window.from;
    if (skipper.state === 'lost') return moveOn(reading, at, held);
    if (skipper.state === 'settled') break;
    if (held && at >= reading.largestRecordBytes) return -1;
    if (!held) {
      window.from += at;
      at = 0;
    }
    if (!(await window.more())) return -1;
  }
  const next = await nextByte(reading, at);
  const goesOn = inArray ? next === 0x2c || next === 0x5d : next === 0x7b || next === -1;
  return goesOn ? at : moveOn(reading, at, held);
}

/** Nothing can be gone over again: the search by sign begins where the search by brackets ended. */
function moveOn(reading: Reading, at: number, held: boolean): -1 {
  if (!held) reading.window.from += at;
  return -1;
}

/** The first byte behind white space from `window.from + at` on; -1 at the end, 0 where there is too much white space. */
async function nextByte(reading: Reading, at: number): Promise<number> {
  const { window } = reading;
  const { scanner } = reading.reader;
  for (;;) {
    scanner.start(window.bytes, Math.min(window.to, window.from + at + longestGapBytes));
    const i = scanner.space(window.from + at);
    if (i < scanner.end) return window.bytes[i]!;
    if (i - window.from - at >= longestGapBytes) return 0;
    if (!(await window.more())) return -1;
  }
}

/** Learns from a record at bytes[start, end) how records begin, if what it begins with stands nowhere else in it. */
export function learnSign(reading: Reading, start: number, end: number): void {
  reading.signSettled = true;
  const { bytes } = reading.window;
  const { scanner } = reading.reader;
  scanner.start(bytes, end);
  const quote = scanner.space(start + 1);
  if (bytes[start] !== 0x7b || quote >= end || bytes[quote] !== 0x22) return;
  const close = scanner.string(quote + 1);
  if (close === -1 || close - start > longestSignBytes) return;
  const sign = Buffer.from(bytes.subarray(start, close + 1));
  if (bytes.subarray(start + 1, end).indexOf(sign) === -1) reading.sign = sign;
}

async function searchBySign({ window, sign }: Reading, failed: number): Promise<void> {
  let at = failed;
  for (;;) {
    if (sign !== null) {
      const held = window.bytes.subarray(0, window.to);
      let found = held.indexOf(sign, window.from + at);
      while (found !== -1) {
        if (beginsRecord(held, window.from, found)) {
          window.from = found;
          return;
        }
        found = held.indexOf(sign, found + 1);
      }
    }
    const keep = sign === null ? 0 : sign.length - 1;
    const searchedTo = Math.max(window.from + at, window.to - keep);
    const from = Math.max(window.from, searchedTo - lookBackBytes);
    at = searchedTo - from;
    window.from = from;
    if (!(await window.more())) break;
  }
  window.from = window.to;
}

/** Whether a comma or a new line stands before a sign. */
function beginsRecord(bytes: Buffer, from: number, at: number): boolean {
  for (let i = at - 1; i >= Math.max(from, at - lookBackBytes); i--) {
    const byte = bytes[i];
    if (byte === 0x2c || byte === 0x0a) return true;
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return false;
}
