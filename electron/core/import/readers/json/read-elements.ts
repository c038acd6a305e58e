import {
  failureText,
  limitReached,
  pass,
  type Reading,
  rejectStretch,
  rejectTo,
  takeRecord,
} from './reading.ts';
import { learnSign, resume } from './resume.ts';

/**
 * Reads records one after another: the elements of an array, from behind its [ to behind its ], or (`inArray` false)
 * objects to the end of the stream. A broken one is rejected, and reading goes on where `resume` finds the next.
 */
export async function readElements(reading: Reading, inArray: boolean): Promise<void> {
  const { window, reader } = reading;
  let commas: Commas = 'none';
  while (!limitReached(reading)) {
    const next = await passSeparators(reading, commas, inArray);
    if (next === -1) {
      reading.endsEarly ||= inArray;
      return;
    }
    if (inArray && next === 0x5d) {
      pass(reading, window.from + 1, 'separators');
      return;
    }
    commas = inArray ? 'one' : 'none';
    const limit = Math.min(window.to, window.from + reading.largestRecordBytes);
    const isLast = window.ended && limit === window.to;
    const end = reader.read(window.bytes, window.from, limit);
    if (end !== -1 && (isLast || end < limit || window.bytes[end - 1] === 0x7d)) {
      if (!reading.signSettled && reader.refusal === '') learnSign(reading, window.from, end);
      const wait = takeRecord(reading, end);
      if (wait !== null) await wait;
    } else if (end === -1 && !reader.scanner.ranOut) {
      await passBroken(reading, inArray);
      if (inArray) commas = 'one or none';
    } else if (limit - window.from === reading.largestRecordBytes) {
      await passTooLarge(reading, inArray);
      if (inArray) commas = 'one or none';
    } else if (isLast) {
      rejectTo(reading, window.to, `cut off: the file ends inside of it (${reader.scanner.failure})`);
    } else {
      // The same record once more; what stands before it was passed.
      commas = 'none';
      await window.more();
    }
  }
}

/** What JSON has between two records; behind a broken one its comma may be part of what was rejected. */
type Commas = 'none' | 'one' | 'one or none';

/** White space and commas; returns the byte behind them, or -1 at the end. Notes commas that JSON would not have there. */
async function passSeparators(reading: Reading, expected: Commas, inArray: boolean): Promise<number> {
  const { window } = reading;
  let commas = 0;
  const start = window.offset;
  for (;;) {
    const { bytes, to } = window;
    let i = window.from;
    let byte = -1;
    for (; i < to; i++) {
      byte = bytes[i]!;
      if (byte === 0x2c) commas++;
      else if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    }
    pass(reading, i, 'separators');
    if (i === to && (await window.more())) continue;
    const next = i === to ? -1 : byte;
    const atEnd = next === -1 || (inArray && next === 0x5d);
    const least = expected === 'one' && !atEnd ? 1 : 0;
    const most = expected === 'none' || atEnd ? 0 : 1;
    if ((commas < least || commas > most) && !(inArray && next === -1)) {
      if (reading.commaFaults === 0) reading.firstCommaFault = start;
      reading.commaFaults += Math.max(least - commas, commas - most);
    }
    return next;
  }
}

async function passBroken(reading: Reading, inArray: boolean): Promise<void> {
  const { window, reader } = reading;
  const { failedAt } = reader.scanner;
  const reason = failureText(reading);
  if (!reading.signSettled) {
    learnSign(reading, window.from, failedAt);
    // The first record that is whole tells better.
    reading.signSettled = false;
  }
  const start = window.offset;
  await resume(reading, failedAt, inArray, true);
  rejectStretch(reading, start, window.offset - start, reason);
}

async function passTooLarge(reading: Reading, inArray: boolean): Promise<void> {
  const { window } = reading;
  const start = window.offset;
  await resume(reading, window.from, inArray, false);
  const length = window.offset - start;
  rejectStretch(
    reading,
    start,
    length,
    `larger than a record may be: ${length} bytes, of at most ${reading.largestRecordBytes}`,
  );
}
