import fc from 'fast-check';
import {
  keyOf,
  type PlainCondition,
  type PlainItem,
  type PlainRule,
  type PlainSelection,
  type PlainValue,
} from './plain-rule.ts';

export const fields = ['actor', 'reason', 'plate', 'other'] as const;

/** Texts that meet each other: case, wildcards, blanks, masks, numbers, addresses, letters beyond ASCII. */
export const texts = [
  'abc',
  'ABC',
  'a*c',
  'a?c',
  'abcabc',
  'a\\c',
  '\\',
  'É',
  'é',
  'éa',
  'Σς',
  'σσ',
  'ſs',
  'SS',
  '\u212a',
  'k',
  '',
  ' ',
  '\u200b',
  '***',
  'REDACTED',
  '(b)(6)',
  'n/a',
  '12',
  '12.0',
  '0012',
  '+12',
  '1e1',
  '-5',
  ' 7 ',
  '.5',
  '10.0.0.1',
  '10.1.2.3',
  '192.168.1.7',
  '999.1.1.1',
  '😀',
  'a😀',
  'a\nb',
  'null',
  'true',
  '12345678901234567890',
  '12345678901234567891',
  '-0',
  '0',
  '-x',
  'a -x',
  'a-x',
  '\u2013x /y',
  '/x',
  '::1',
  'fe80::1',
  '2001:DB8:0:0::5',
  '::ffff:10.0.0.1',
  '2025-06-18T00:00:00Z',
  '2025-06-18 01:30:00+02:00',
  '2025-12-31T23:59',
  '2025-02-30T00:00:00Z',
  // abc, and abc within other bytes, in base64; abc in UTF-16 too
  'YWJj',
  'eGFiY3g=',
  'eHhhYmM=',
  'YQBiAGMA',
  '//5hAGIAYwA=',
  'AGEAYgBj',
];

export const anyText = fc.constantFrom(...texts);

const patternText = fc
  .tuple(anyText, fc.constantFrom('as-is', 'star', 'question', 'part', 'escape', 'prefix'), fc.nat(5))
  .map(([text, how, at]) => {
    const characters = [...text];
    const index = characters.length === 0 ? 0 : at % characters.length;
    if (how === 'star') return [...characters.slice(0, index), '*', ...characters.slice(index + 1)].join('');
    if (how === 'question')
      return [...characters.slice(0, index), '?', ...characters.slice(index + 1)].join('');
    if (how === 'part') return characters.slice(index, index + 2).join('');
    if (how === 'escape') return text.replaceAll(/[*?\\]/g, '\\$&');
    if (how === 'prefix') return `${characters.slice(0, index + 1).join('')}*`;
    return text;
  });

const number = fc
  .constantFrom('12', '12.0', '-5', '7', '0.5', '0', '10', '12345678901234567890', '12345678901234567891')
  .map((written): PlainValue => ({ number: written }));
const field = fc.constantFrom(...fields);
const subset = (...names: string[]) => fc.subarray(names);

function items(
  values: fc.Arbitrary<PlainValue>,
  modifiers: fc.Arbitrary<readonly string[]>,
): fc.Arbitrary<PlainItem> {
  return fc.record({ field, modifiers, values: fc.array(values, { minLength: 1, maxLength: 5 }) });
}

const positions = fc.constantFrom<readonly string[]>([], ['contains'], ['startswith'], ['endswith']);
const textModifiers = fc
  .tuple(positions, subset('cased', 'all', 'neq'))
  .map(([position, others]) => [...position, ...others]);

const textItem = items(
  fc.oneof(
    { weight: 8, arbitrary: patternText },
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: number },
  ),
  textModifiers,
);
const mixedItem = items(
  fc.oneof(patternText, number, fc.constant(null), fc.constant('')),
  subset('all', 'neq'),
);
const encodedItem = items(
  fc.constantFrom('abc', 'a', '-x', 'É', 'ab /y'),
  fc
    .tuple(
      fc.constantFrom(
        ['base64'],
        ['base64offset', 'contains'],
        ['base64offset', 'contains', 'cased'],
        ['wide', 'base64offset', 'contains'],
        ['utf16le', 'base64', 'startswith'],
        ['utf16be', 'base64'],
        ['utf16', 'base64'],
        ['windash', 'base64'],
        ['windash', 'contains'],
        ['windash'],
        ['contains', 'windash', 'all'],
      ),
      subset('neq'),
    )
    .map(([names, more]) => [...names, ...more]),
);
const instantItem = items(
  fc.constantFrom('2025-06-18T00:00:00Z', '2025-06-17T23:30:00+00:00', '2025-11-02T01:00:00-08:00'),
  fc.tuple(fc.constantFrom('lt', 'lte', 'gt', 'gte'), subset('all')).map((names) => names.flat()),
);
const nullItem = fc.record({
  field,
  modifiers: subset('neq'),
  values: fc.constant<readonly PlainValue[]>([null]),
});
const existsItem = fc.record({
  field: fc.constantFrom(...fields, 'at'),
  modifiers: fc.constant(['exists']),
  values: fc.boolean().map((value): readonly PlainValue[] => [value]),
});
const comparisonItem = items(
  number,
  fc
    .tuple(fc.constantFrom('lt', 'lte', 'gt', 'gte'), subset('all', 'neq'))
    .map(([name, more]) => [name, ...more]),
);
const regexItem = items(
  fc.constantFrom('^a', 'b?c', '[0-9]+', 'É', '.', '^$', 'a.c', '(abc)+$', '\\\\'),
  fc.tuple(subset('i'), subset('all', 'neq')).map(([flags, more]) => ['re', ...flags, ...more]),
);
const networkItem = items(
  fc.constantFrom(
    '10.0.0.0/8',
    '10.0.0.0/16',
    '192.168.1.7',
    '0.0.0.0/0',
    '192.168.1.0/30',
    '::/0',
    '::1/128',
    'fe80::/10',
    '2001:db8::/33',
    '::ffff:10.0.0.0/104',
  ),
  subset('neq', 'all').map((more) => [...more, 'cidr']),
);
const referenceItem = fc
  .tuple(field, fc.constantFrom(...fields, 'nowhere'), positions, subset('cased', 'neq'))
  .filter(([own, other]) => own !== other)
  .map(
    ([own, other, position, more]): PlainItem => ({
      field: own,
      modifiers: ['fieldref', ...position, ...more],
      values: [other],
    }),
  );
const timeItem = fc
  .tuple(
    fc.constantFrom(['minute', 59], ['hour', 23], ['day', 28], ['week', 53], ['month', 12], [
      'year',
      2027,
    ] as const),
    fc.constantFrom<readonly string[]>([], ['lt'], ['lte'], ['gt'], ['gte']),
    fc.nat(),
  )
  .map(([[part, most], comparison, seed]): PlainItem => {
    const value =
      part === 'year'
        ? 2024 + (seed % 4)
        : part === 'minute' || part === 'hour'
          ? seed % (Number(most) + 1)
          : 1 + (seed % Number(most));
    return {
      field: seed % 3 === 0 ? 'reason' : 'at',
      modifiers: [String(part), ...comparison],
      values: [{ number: String(value) }],
    };
  });

const anyItem = fc.oneof(
  { weight: 6, arbitrary: textItem },
  { weight: 1, arbitrary: nullItem },
  { weight: 1, arbitrary: mixedItem },
  { weight: 3, arbitrary: encodedItem },
  { weight: 1, arbitrary: instantItem },
  { weight: 1, arbitrary: existsItem },
  { weight: 2, arbitrary: comparisonItem },
  { weight: 2, arbitrary: regexItem },
  { weight: 1, arbitrary: networkItem },
  { weight: 2, arbitrary: referenceItem },
  { weight: 2, arbitrary: timeItem },
);

const map = fc
  .array(anyItem, { minLength: 1, maxLength: 3 })
  .map((list) => list.filter((item, i) => list.findIndex((other) => keyOf(other) === keyOf(item)) === i));
const keywords = fc
  .tuple(
    fc.array(
      patternText.filter((text) => text !== ''),
      { minLength: 1, maxLength: 3 },
    ),
    fc
      .tuple(positions, subset('all', 'cased', 'neq', 'windash'))
      .map(([position, more]) => [...position, ...more]),
  )
  .map(([values, modifiers]): PlainSelection => [[{ field: null, modifiers, values }]]);
const keywordRegexes = fc
  .tuple(fc.constantFrom('^a', 'É', '[0-9]{3}', 'b?c$'), subset('i', 'all'))
  .map(([value, more]): PlainSelection => [[{ field: null, modifiers: ['re', ...more], values: [value] }]]);
const selection: fc.Arbitrary<PlainSelection> = fc.oneof(
  { weight: 5, arbitrary: fc.array(map, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: keywords },
  { weight: 1, arbitrary: keywordRegexes },
);

const names = ['sel_a', 'sel_b', 'notable', 'of_x'];

const condition: fc.Arbitrary<PlainCondition> = fc.letrec<{ node: PlainCondition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...names).map((name): PlainCondition => ({ kind: 'name', name })),
    fc.record({ kind: fc.constant('not' as const), term: tie('node') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('of' as const),
      quantifier: fc.constantFrom('1' as const, 'any' as const, 'all' as const),
      pattern: fc.constantFrom('them', 'sel_*', '*able', 'sel_a', '*_*'),
    }),
  ),
})).node;

export const anyRule: fc.Arbitrary<PlainRule> = fc
  .record({ selections: fc.tuple(selection, selection, selection, selection), condition })
  .map(({ selections, condition: wanted }) => ({
    name: 'rule',
    selections: Object.fromEntries(names.map((name, i) => [name, selections[i]!])),
    condition: wanted,
  }));
