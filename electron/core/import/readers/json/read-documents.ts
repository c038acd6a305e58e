import { readElements } from './read-elements.ts';
import { failureText, limitReached, pass, type Reading, rejectStretch } from './reading.ts';

const mostEnvelopeEntries = 64;
const longestShownBytes = 120;

/** What is wrong with a document outside of its records; the rest of the stream cannot be read after it. */
class BrokenEnvelope extends Error {}

/**
 * Reads documents, mostly one, in each of which keys lead to the array of records; no keys = the document is the array.
 * Everything around the arrays is envelope. If that is broken, the rest of the stream is one rejected stretch.
 */
export async function readDocuments(reading: Reading, path: readonly string[]): Promise<void> {
  const { window } = reading;
  while (!limitReached(reading)) {
    const byte = await nextByte(reading, 'separators');
    if (byte === -1) return;
    reading.documents++;
    reading.envelope.clear();
    reading.otherArrays.clear();
    const start = window.offset;
    const before = { envelope: reading.bytes.envelope, arrays: 0 };
    try {
      if (path.length === 0 ? byte !== 0x5b : byte !== 0x7b) {
        throw broken(reading, `not JSON: ${path.length === 0 ? '[' : '{'} should stand here`);
      }
      before.arrays = await readValue(reading, path, 0);
    } catch (thrown) {
      if (!(thrown instanceof BrokenEnvelope)) throw thrown;
      await rejectRest(reading, thrown.message);
      return;
    }
    if (before.arrays === 0 && !limitReached(reading)) {
      const length = reading.bytes.envelope - before.envelope;
      reading.bytes.envelope = before.envelope;
      rejectStretch(reading, start, length, `has no array of records at ${path.join(' . ')}`);
    }
  }
}

/** Reads the value at `window.from`, which path[level…] leads through; returns the number of arrays found in it. */
async function readValue(reading: Reading, path: readonly string[], level: number): Promise<number> {
  const { window } = reading;
  const byte = window.bytes[window.from];
  if (level === path.length && byte === 0x5b) {
    pass(reading, window.from + 1, 'separators');
    await readElements(reading, true);
    return 1;
  }
  if (level === path.length || byte !== 0x7b) {
    await passValue(reading, path.slice(0, level).join('.'));
    return 0;
  }
  pass(reading, window.from + 1, 'envelope');
  let arrays = 0;
  let next = await nextByte(reading, 'envelope');
  if (next === 0x7d) {
    pass(reading, window.from + 1, 'envelope');
    return 0;
  }
  for (;;) {
    const key = await passKey(reading);
    if (key === path[level]) arrays += await readValue(reading, path, level + 1);
    else await passValue(reading, [...path.slice(0, level), key].join('.'));
    if (limitReached(reading) || reading.endsEarly) return arrays;
    next = await nextByte(reading, 'envelope');
    if (next === -1) {
      reading.endsEarly = true;
      return arrays;
    }
    if (next !== 0x2c && next !== 0x7d) throw broken(reading, 'not JSON: a comma or } should stand here');
    pass(reading, window.from + 1, 'envelope');
    if (next === 0x7d) return arrays;
    await nextByte(reading, 'envelope');
  }
}

/** Passes white space; the byte behind it, or -1 at the end. */
async function nextByte(reading: Reading, as: 'envelope' | 'separators'): Promise<number> {
  const { window } = reading;
  const { scanner } = reading.reader;
  for (;;) {
    scanner.start(window.bytes, window.to);
    pass(reading, scanner.space(window.from), as);
    if (window.from < window.to) return window.bytes[window.from]!;
    if (!(await window.more())) return -1;
  }
}

/** Passes a key and its colon, to the value. */
async function passKey(reading: Reading): Promise<string> {
  const { window } = reading;
  const { scanner } = reading.reader;
  for (;;) {
    const limit = Math.min(window.to, window.from + reading.largestRecordBytes);
    scanner.start(window.bytes, limit);
    const i = scanner.keyAndColon(window.from);
    if (i !== -1 && i < limit) {
      scanner.start(window.bytes, limit);
      const close = scanner.string(window.from + 1);
      const written = window.bytes.toString('utf8', window.from, close + 1);
      pass(reading, i, 'envelope');
      return JSON.parse(written);
    }
    if (i === -1 && !scanner.ranOut) throw new BrokenEnvelope(failureText(reading));
    if (limit - window.from === reading.largestRecordBytes) throw broken(reading, 'a key of more than 4 MiB');
    if (!(await window.more())) throw broken(reading, 'cut off: the file ends inside of an object');
  }
}

/** Passes a value of the envelope, and remembers what it says if it is short. */
async function passValue(reading: Reading, name: string): Promise<void> {
  const { window } = reading;
  const { scanner } = reading.reader;
  for (;;) {
    const limit = Math.min(window.to, window.from + reading.largestRecordBytes);
    scanner.start(window.bytes, limit);
    const isTable =
      window.bytes[window.from] === 0x5b && window.bytes[scanner.space(window.from + 1)] === 0x7b;
    const isLast = window.ended && limit === window.to;
    const end = scanner.value(window.from);
    if (end !== -1 && (isLast || end < limit)) {
      const isShort = end - window.from <= longestShownBytes;
      const text = isShort ? window.bytes.toString('utf8', window.from, end) : `${end - window.from} bytes`;
      remember(reading, name, text, isTable ? end - window.from : 0);
      pass(reading, end, 'envelope');
      return;
    }
    if (end === -1 && !scanner.ranOut) throw new BrokenEnvelope(failureText(reading));
    if (limit - window.from === reading.largestRecordBytes) return passLargeValue(reading, name, isTable);
    if (isLast) throw broken(reading, 'cut off: the file ends inside of an object');
    await window.more();
  }
}

/** A value too large to be held is gone over by its brackets. */
async function passLargeValue(reading: Reading, name: string, isTable: boolean): Promise<void> {
  const { window, skipper } = reading;
  skipper.start();
  const start = window.offset;
  for (;;) {
    const stop = skipper.run(window.bytes, window.from, window.to);
    pass(reading, stop, 'envelope');
    if (skipper.state === 'settled') break;
    if (skipper.state === 'lost') throw broken(reading, 'not JSON: brackets or quotes do not match');
    if (!(await window.more())) throw broken(reading, 'cut off: the file ends inside of an object');
  }
  const length = window.offset - start;
  remember(reading, name, `${length} bytes`, isTable ? length : 0);
}

function broken({ window }: Reading, message: string): BrokenEnvelope {
  return new BrokenEnvelope(`${message} (byte ${window.offset})`);
}

function remember({ envelope, otherArrays }: Reading, name: string, text: string, tableBytes: number): void {
  if (envelope.size >= mostEnvelopeEntries || name.length > longestShownBytes) return;
  envelope.set(name, text);
  if (tableBytes > 0) otherArrays.set(name, tableBytes);
}

async function rejectRest(reading: Reading, reason: string): Promise<void> {
  const { window } = reading;
  const start = window.offset;
  do window.from = window.to;
  while (await window.more());
  if (window.offset > start) rejectStretch(reading, start, window.offset - start, reason);
  else reading.endsEarly = true;
}
