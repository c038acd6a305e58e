/** A record that could not be read as an event. */
export interface ChunkReject {
  /** Record number within the part, 0-based. */
  readonly record: number;
  /** Of its bytes in the file, line end included. */
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
}

/** The rejected records of a part as columns: there can be as many as bytes. Plain data: it crosses threads. */
export interface RejectColumns {
  readonly records: Uint32Array;
  readonly offsets: Float64Array;
  readonly lengths: Float64Array;
  /** Indexes into `texts`. */
  readonly reasons: Uint16Array;
  readonly texts: readonly string[];
}

/** Different reasons kept word for word per part; a reason may quote the log, so there could be millions. */
const maxTexts = 500;

export class RejectList implements Iterable<ChunkReject> {
  readonly columns: RejectColumns;

  constructor(columns: RejectColumns) {
    this.columns = columns;
  }

  get length(): number {
    return this.columns.records.length;
  }

  *[Symbol.iterator](): Generator<ChunkReject> {
    const { records, offsets, lengths, reasons, texts } = this.columns;
    for (let i = 0; i < records.length; i++) {
      yield {
        record: records[i]!,
        offset: offsets[i]!,
        length: lengths[i]!,
        reason: texts[reasons[i]!]!,
      };
    }
  }
}

/** Collects the rejected records of one part. */
export class RejectCollector {
  #count = 0;
  #records = new Uint32Array(16);
  #offsets = new Float64Array(16);
  #lengths = new Float64Array(16);
  #reasons = new Uint16Array(16);
  readonly #texts = new Map<string, number>();

  /** `brief` is the reason without what the log says, for when there are too many different ones. */
  add(record: number, offset: number, length: number, reason: string, brief: string): void {
    const at = this.#count++;
    if (at === this.#records.length) this.#grow();
    this.#records[at] = record;
    this.#offsets[at] = offset;
    this.#lengths[at] = length;
    this.#reasons[at] = this.#numberOf(this.#texts.size < maxTexts ? reason : brief, reason);
  }

  close(): RejectList {
    const count = this.#count;
    return new RejectList({
      records: this.#records.slice(0, count),
      offsets: this.#offsets.slice(0, count),
      lengths: this.#lengths.slice(0, count),
      reasons: this.#reasons.slice(0, count),
      texts: [...this.#texts.keys()],
    });
  }

  #numberOf(text: string, preferred: string): number {
    const known = this.#texts.get(preferred) ?? this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  #grow(): void {
    const length = this.#count * 2;
    this.#records = grown(this.#records, new Uint32Array(length));
    this.#offsets = grown(this.#offsets, new Float64Array(length));
    this.#lengths = grown(this.#lengths, new Float64Array(length));
    this.#reasons = grown(this.#reasons, new Uint16Array(length));
  }
}

function grown<Values extends Uint32Array | Float64Array | Uint16Array>(old: Values, larger: Values): Values {
  larger.set(old);
  return larger;
}
