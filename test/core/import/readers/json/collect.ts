import type { HeldBytes } from '../../../../../electron/core/import/readers/json/bounds.ts';
import { readJson } from '../../../../../electron/core/import/readers/json/read-json.ts';
import type { JsonShape } from '../../../../../electron/core/import/readers/json/shape.ts';
import type {
  ByteSource,
  RecordPlace,
  TableAccount,
} from '../../../../../electron/core/import/readers/table-reader.ts';
import { unwatchedJob } from '../../../../../electron/core/job.ts';

export interface Collected {
  readonly header: readonly string[];
  readonly records: (readonly (string | null)[])[];
  readonly places: RecordPlace[];
  readonly rejects: { readonly place: RecordPlace; readonly reason: string }[];
  readonly account: TableAccount;
}

export const linesShape: JsonShape = { kind: 'lines', path: [], unwrap: null };
export const valuesShape: JsonShape = { kind: 'values', path: [], unwrap: null };
export const arrayShape = (...path: string[]): JsonShape => ({ kind: 'array', path, unwrap: null });

/** Bytes as a source that hands them out in pieces of these sizes, again and again. */
export function sourceOf(bytes: Uint8Array, sizes: readonly number[] = [65_536]): ByteSource {
  return {
    label: 'log.json',
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = Math.max(1, sizes[i % sizes.length]!);
        yield bytes.subarray(at, at + size);
        at += size;
      }
    },
  };
}

/** Reads bytes, or text as UTF-8, and keeps all that comes. */
export async function collect(
  shape: JsonShape,
  content: string | Uint8Array | ByteSource,
  options: { readonly sizes?: readonly number[]; readonly limit?: number; readonly held?: HeldBytes } = {},
): Promise<Collected> {
  const source =
    typeof content === 'string'
      ? sourceOf(Buffer.from(content), options.sizes)
      : content instanceof Uint8Array
        ? sourceOf(content, options.sizes)
        : content;
  let header: readonly string[] = [];
  const records: (readonly (string | null)[])[] = [];
  const places: RecordPlace[] = [];
  const rejects: { place: RecordPlace; reason: string }[] = [];
  const sink = {
    header: (names: readonly string[]) => {
      header = names;
    },
    record: (cells: readonly (string | null)[], place: RecordPlace) => {
      records.push(cells);
      places.push(place);
    },
    reject: (place: RecordPlace, reason: string) => {
      rejects.push({ place, reason });
    },
    drained: async () => {},
  };
  const account = await readJson(shape, options.held)(source, sink, unwatchedJob(), options.limit);
  return { header, records, places, rejects, account };
}

/** Records as objects of the cells that are there. */
export function rows({ header, records }: Collected): Record<string, string>[] {
  return records.map((cells) =>
    Object.fromEntries(header.flatMap((name, i) => (cells[i] === null ? [] : [[name, cells[i]!]]))),
  );
}
