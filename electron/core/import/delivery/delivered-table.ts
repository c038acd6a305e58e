import type { OriginReader } from './places.ts';
import type { RejectedPlace } from './text-writer.ts';

/** How the text of a reading was made from the evidence; stored with it, so that anyone can make it again. */
export interface ReadingMade {
  /** What made it: `json`, `xlsx`, `member` (taken out of an archive as it is), `transcode`. */
  readonly by: string;
  readonly member: string | null;
  readonly sheet: string | null;
  readonly encoding: string | null;
  /** The table was written out anew: places in the text are not places in what it was made from. */
  readonly isRendered: boolean;
}

/** The text a table's records are cut from, where that is not the delivered file itself. */
export interface Reading {
  readonly made: ReadingMade;
  /** Null where places in the text are places in what it was made from. */
  readonly origins: OriginReader | null;
  readonly rejected: readonly RejectedPlace[];
}

/** A table of a delivered file. */
export interface DeliveredTable {
  /** Name of the delivered file. */
  readonly file: string;
  /** The way inside an archive, names joined by "/". */
  readonly member: string | null;
  readonly sheet: string | null;
  readonly reading: Reading | null;
}
