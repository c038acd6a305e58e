import { JsonScanner } from './json-scanner.ts';

/** An array in an object, found by way of objects only. */
export interface FoundArray {
  readonly path: readonly string[];
  /** Bytes of it that are there. */
  readonly sizeBytes: number;
  /** Elements that are whole. */
  readonly elements: number;
  /** Index of its first element; of its ] where it is empty. */
  readonly first: number;
  readonly ofObjects: boolean;
  /** Whether the bytes end, or break, inside of it. */
  readonly isOpen: boolean;
}

/** The beginning of an object, as far as it can be read. */
export interface Outline {
  /** Where it ends; -1 where it does not, or is broken. */
  readonly end: number;
  readonly isBroken: boolean;
  /** Its own keys with the first byte of their values. */
  readonly keys: ReadonlyMap<string, number>;
  readonly resourceType: string | null;
  readonly arrays: readonly FoundArray[];
}

const deepestPath = 3;
const mostNoted = 256;

/** Looks at the object at bytes[start]: its keys, and the arrays in it. */
export function outlineOf(bytes: Buffer, start: number, end: number): Outline {
  const scanner = new JsonScanner();
  scanner.start(bytes, end);
  const keys = new Map<string, number>();
  const arrays: FoundArray[] = [];
  let resourceType: string | null = null;

  function object(open: number, path: readonly string[]): number {
    let i = scanner.space(open + 1);
    if (i < end && bytes[i] === 0x7d) return i + 1;
    for (;;) {
      const quote = i;
      i = scanner.keyAndColon(i);
      if (i === -1) return -1;
      const key = textAt(quote);
      const value = i;
      i =
        bytes[value] === 0x7b && path.length < deepestPath - 1
          ? object(value, [...path, key])
          : scanner.value(value);
      if (bytes[value] === 0x5b && value < end && arrays.length < mostNoted)
        arrays.push(array(value, i, [...path, key]));
      if (path.length === 0 && keys.size < mostNoted && value < end) keys.set(key, bytes[value]!);
      if (i === -1) return -1;
      if (path.length === 0 && key === 'resourceType' && bytes[value] === 0x22) resourceType = textAt(value);
      i = scanner.space(i);
      if (i < end && bytes[i] === 0x7d) return i + 1;
      if (i >= end || bytes[i] !== 0x2c) return scanner.fail(i, 'a comma or } should stand here');
      i = scanner.space(i + 1);
    }
  }

  /** The text whose opening quote is at `quote`, known to be whole. */
  function textAt(quote: number): string {
    return JSON.parse(bytes.toString('utf8', quote, scanner.string(quote + 1) + 1));
  }

  function array(open: number, close: number, path: readonly string[]): FoundArray {
    const first = scanner.space(open + 1);
    let elements = 0;
    let i = first;
    while (i < end && bytes[i] !== 0x5d) {
      const next = scanner.value(i);
      if (next === -1) break;
      elements++;
      i = scanner.space(next);
      if (i >= end || bytes[i] !== 0x2c) break;
      i = scanner.space(i + 1);
    }
    return {
      path,
      sizeBytes: (close === -1 ? end : close) - open,
      elements,
      first,
      ofObjects: first < end && bytes[first] === 0x7b,
      isOpen: close === -1,
    };
  }

  const close = object(start, []);
  return { end: close, isBroken: close === -1 && !scanner.ranOut, keys, resourceType, arrays };
}
