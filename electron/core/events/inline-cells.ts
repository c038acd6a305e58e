import type { EvidenceReader } from './evidence-reader.ts';
import type { InlineColumn } from './table.ts';

const quote = '"';

/** As the packed length of a span: no cell. */
export const absentSpan = 1;

/** Cells that are places in the evidence: read when they are asked for. */
export class InlineCells implements InlineColumn {
  readonly kind = 'inline';
  readonly #evidence: EvidenceReader;
  readonly #sha256: string;
  readonly #offsets: Float64Array;
  readonly #starts: ArrayLike<number>;
  readonly #lengths: ArrayLike<number>;

  constructor(
    evidence: EvidenceReader,
    sha256: string,
    offsets: Float64Array,
    spans: { starts: ArrayLike<number>; lengths: ArrayLike<number> },
  ) {
    this.#evidence = evidence;
    this.#sha256 = sha256;
    this.#offsets = offsets;
    this.#starts = spans.starts;
    this.#lengths = spans.lengths;
  }

  text(indexInSlice: number): string | undefined {
    const packed = this.#lengths[indexInSlice]!;
    if (packed === absentSpan) return undefined;
    const length = Math.floor(packed / 2);
    if (length === 0) return '';
    const from = this.#offsets[indexInSlice]! + this.#starts[indexInSlice]!;
    const text = this.#evidence.read(this.#sha256, from, length).toString('utf8');
    return packed % 2 === 0 ? text : text.replaceAll(quote + quote, quote);
  }
}
