import * as v from 'valibot';
import { fieldDefinition } from '../../../../shared/vocabulary/fields.ts';
import { sourceKinds } from '../../../../shared/vocabulary/source-kinds.ts';
import { epochUnitNames } from '../dates/infer.ts';
import { isKnownZone } from '../dates/zones.ts';
import { contentKinds } from '../mapping/content-kind.ts';

const maxColumns = 4096;

const sentence = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000));
const header = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4096));
const canonicalField = v.pipe(
  v.string(),
  v.check(
    (name) => fieldDefinition(name)?.kind === 'canonical',
    ({ input }) => `${JSON.stringify(input)} is not a canonical field (the command "fields" lists them)`,
  ),
);
/** Maps of a profile come as lists of key and value: an object would not keep a column called __proto__. */
const columns = v.array(v.tuple([header, v.nullable(canonicalField)]));
const marker = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const markerList = v.optional(v.pipe(v.array(marker), v.maxLength(200)));

const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const elementName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,31}$/i, 'must be a letter, then letters, digits or hyphens'),
);

/** The keys of a profile that are maps. */
export const mapKeys = ['required', 'optional', 'firstOf', 'elements', 'contents'] as const;

/** What a profile file may say; lists and keys that are left out are empty. */
export const profileSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens'),
  ),
  title: sentence,
  kind: v.optional(v.picklist(sourceKinds), 'events'),
  source: v.optional(sentence),
  system: v.optional(sentence),
  zone: v.optional(
    v.pipe(
      v.string(),
      v.check(isKnownZone, ({ input }) => `${JSON.stringify(input)} is not a time zone`),
    ),
  ),
  dateOrder: v.optional(v.picklist(['mdy', 'dmy', 'ymd'])),
  twoDigitYearsFrom: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1970), v.maxValue(2000))),
  serialEpochYear: v.optional(v.picklist([1900, 1904])),
  epochUnit: v.optional(v.picklist(epochUnitNames)),
  required: columns,
  optional: v.optional(columns, []),
  firstOf: v.optional(
    v.array(v.tuple([canonicalField, v.pipe(v.array(header), v.minLength(1), v.maxLength(32))])),
    [],
  ),
  elements: v.optional(
    v.array(
      v.tuple([
        elementName,
        v.strictObject({ array: header, key: header, values: v.optional(v.array(scalar), []) }),
      ]),
    ),
    [],
  ),
  absent: v.optional(v.pipe(v.array(header), v.maxLength(maxColumns)), []),
  headers: v.optional(v.pipe(v.array(header), v.minLength(1), v.maxLength(maxColumns))),
  contents: v.optional(
    v.array(v.tuple([header, v.union([v.picklist(contentKinds), v.pipe(v.array(scalar), v.minLength(1))])])),
    [],
  ),
  markers: v.optional(
    v.strictObject({
      redacted: markerList,
      withheld: markerList,
      placeholder: markerList,
      value: markerList,
    }),
  ),
  notes: v.optional(v.array(sentence), []),
  cannotTell: v.optional(v.array(sentence), []),
});
