import { JsonScanner } from './json-scanner.ts';
import { type FoundArray, type Outline, outlineOf } from './outline.ts';
import type { JsonShape } from './shape.ts';

const mostLines = 200;

/**
 * How a file holds JSON records, by its beginning (`isWhole` = that is all of it; some 64 KiB should be given). Null where
 * it is not JSON with objects in it. Where an object holds several arrays of objects, the larger one counts, and what
 * `readJson` finds beside it is in its notes.
 */
export function sniffJson(head: Uint8Array, isWhole: boolean): JsonShape | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const scanner = new JsonScanner();
  scanner.start(bytes, bytes.length);
  const start = scanner.space(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (bytes[start] === 0x5b) {
    const first = scanner.space(start + 1);
    const isEmpty = bytes[first] === 0x5d && isWhole && scanner.space(first + 1) === bytes.length;
    if (bytes[first] !== 0x7b && !isEmpty) return null;
    return { kind: 'array', path: [], unwrap: wrapperAt(bytes, first) };
  }
  if (bytes[start] !== 0x7b) return mostlyObjectLines(bytes, start, isWhole) ? linesOf(null) : null;
  const outline = outlineOf(bytes, start, bytes.length);
  const next = outline.end === -1 ? -1 : scanner.space(outline.end);
  const isAlone = next === bytes.length || (outline.end === -1 && !mostlyObjectLines(bytes, start, isWhole));
  const array = arrayOfRecords(outline, bytes.length - start, isAlone);
  if (array !== null) return { kind: 'array', path: array.path, unwrap: wrapperAt(bytes, array.first) };
  const unwrap = wrapperIn(outline);
  if (isAlone) return outline.isBroken ? null : { kind: 'values', path: [], unwrap };
  if (outline.end === -1) return linesOf(unwrap);
  const hasLine = (from: number, to: number): boolean => bytes.subarray(from, to).includes(0x0a);
  const onOwnLine = !hasLine(start, outline.end) && hasLine(outline.end, next + 1);
  return onOwnLine || bytes[next] !== 0x7b ? linesOf(unwrap) : { kind: 'values', path: [], unwrap };
}

const linesOf = (unwrap: string | null): JsonShape => ({ kind: 'lines', path: [], unwrap });

/** Paths that services use for arrays of records, and nobody for a part of one record. */
const envelopes = new Set(['Records', 'records', 'hits.hits', 'logEvents']);

/** Last keys of paths to arrays of records, where the array is most of the document. */
const usualKeys = new Set(
  'records value logs log events entries entry items data rows results result hits messages activities auditevents auditlogs auditlog searches documents docs values list'.split(
    ' ',
  ),
);

/** The array of records in a document, if it is an envelope around one and not a record itself. */
function arrayOfRecords(outline: Outline, headBytes: number, isAlone: boolean): FoundArray | null {
  const { arrays, keys, resourceType } = outline;
  if (resourceType !== null) {
    if (resourceType !== 'Bundle') return null;
    return arrays.find(({ path }) => path.join('.') === 'entry') ?? null;
  }
  const isOData = [...keys.keys()].some((key) => key.startsWith('@odata.'));
  const named = arrays.filter(
    ({ path, ofObjects, elements }) =>
      (ofObjects || elements === 0) &&
      (envelopes.has(path.join('.')) || (isOData && path.join('.') === 'value')),
  );
  if (named.length > 0) return largest(named);
  // Records of a log have arrays too; only where there is one document alone can it be an envelope of any kind.
  if (!isAlone) return null;
  const ofObjects = arrays.filter((array) => array.ofObjects);
  const usual = ofObjects.filter(
    ({ path, sizeBytes }) => usualKeys.has(path.at(-1)!.toLowerCase()) && sizeBytes * 2 >= headBytes,
  );
  if (usual.length > 0) return largest(usual);
  const most = ofObjects.filter(({ sizeBytes, elements }) => sizeBytes * 5 >= headBytes * 4 && elements >= 2);
  return most.length > 0 ? largest(most) : null;
}

function largest(arrays: readonly FoundArray[]): FoundArray {
  return arrays.reduce((best, array) => (array.sizeBytes > best.sizeBytes ? array : best));
}

function wrapperAt(bytes: Buffer, start: number): string | null {
  return bytes[start] === 0x7b ? wrapperIn(outlineOf(bytes, start, bytes.length)) : null;
}

/** The key of the object that holds the fields proper, in exports that wrap each record. */
function wrapperIn({ keys }: Outline): string | null {
  const holds = (key: string): boolean => keys.get(key) === 0x7b;
  if (holds('_source') && (keys.has('_index') || keys.has('_id'))) return '_source';
  if (holds('result') && keys.has('preview')) return 'result';
  if (holds('resource') && !keys.has('resourceType'))
    return keys.has('fullUrl') || keys.size <= 3 ? 'resource' : null;
  return null;
}

/** Whether more lines than not are one whole object each. The first is not counted where reading it has failed. */
function mostlyObjectLines(bytes: Buffer, from: number, isWhole: boolean): boolean {
  const scanner = new JsonScanner();
  let good = 0;
  let others = 0;
  for (let start = from, lines = 0; start < bytes.length && lines < mostLines; lines++) {
    const newline = bytes.indexOf(0x0a, start);
    if (newline === -1 && !isWhole) break;
    const end = newline === -1 ? bytes.length : newline;
    scanner.start(bytes, end);
    const first = scanner.space(start);
    if (first < end && lines > 0) {
      const close = bytes[first] === 0x7b ? scanner.value(first) : -1;
      if (close !== -1 && scanner.space(close) === end) good++;
      else others++;
    }
    start = end + 1;
  }
  return good > others;
}
