import * as v from 'valibot';
import { fields } from '../vocabulary/fields.ts';

const short = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const marker = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const markers = v.optional(v.pipe(v.array(marker), v.maxLength(200)));
const position = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(4096));
const canonicalNames = fields.filter(({ kind }) => kind === 'canonical').map(({ name }) => name);

/**
 * What an examiner decides of how a file is read, where looking at it does not decide or decides wrongly. Everything
 * left out is found by looking.
 */
export const importChoices = v.strictObject({
  /** IANA name of the encoding of the text, as `windows-1252`. */
  encoding: v.optional(short),
  /** What stands between cells; `\t` is a tab. */
  delimiter: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(8))),
  /** What encloses cells; null = nothing does. */
  quote: v.optional(v.nullable(v.pipe(v.string(), v.length(1)))),
  /** What stands before a quote inside a quoted cell: the quote itself, or `\`. */
  escape: v.optional(v.pipe(v.string(), v.length(1))),
  /** 1-based line of the header; null = the file has none. */
  headerLine: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1)))),
  /** 1-based column of the data that has no name: the names from there on belong one further right. */
  unnamedColumn: v.optional(position),
  /** 1-based name in the header that has no column: the names behind it belong one further left. */
  nameWithoutColumn: v.optional(position),
  /** Sheets of a workbook to read; without, those that hold a log. */
  sheets: v.optional(v.pipe(v.array(short), v.minLength(1), v.maxLength(1000))),
  /** Field of a column, by its header or `#3`; null = none: it stays the source's own. */
  fields: v.optional(v.record(v.string(), v.nullable(v.picklist(canonicalNames)))),
  dateOrder: v.optional(v.picklist(['mdy', 'dmy', 'ymd'])),
  serialEpochYear: v.optional(v.picklist([1900, 1904])),
  epochUnit: v.optional(v.picklist(['s', 'ms', 'us', 'ns'])),
  /** Texts that stand for something else in this source's cells. */
  markers: v.optional(
    v.strictObject({ redacted: markers, withheld: markers, placeholder: markers, value: markers }),
  ),
});

export type ImportChoices = v.InferOutput<typeof importChoices>;
