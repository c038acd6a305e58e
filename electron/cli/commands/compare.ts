import type { ComparedPlace, ComparedSource, SourceComparison } from '../../../shared/contract/comparison.ts';
import { defineCommand } from '../command.ts';
import { grouped, indented, pairs, plural, table } from '../layout.ts';
import { path, required, text } from '../option.ts';

const differencesShown = 20;

export const compare = defineCommand({
  name: 'compare',
  summary: 'Lays two sources side by side: added, removed and changed records, changed redactions',
  positionals: {
    dir: required(path('DIR', 'the case folder')),
    first: required(text('SOURCE', 'id of a source, as S1')),
    second: required(text('SOURCE', 'id of another')),
  },
  options: { csv: path('FILE', 'also write every difference to a new CSV file') },
  notes: [
    'Records are taken for the same by the id the log gives them, or, without one in both, by time, actor and target. Exit code 0 whether or not they differ.',
  ],
  async run({ dir, first, second, csv }, { call }) {
    const value = await call('sources.compare', { dir, first, second, csv, limit: differencesShown });
    return {
      value,
      lines: () => [...comparisonLines(value), ...(csv === undefined ? [] : [`wrote ${csv}`])],
    };
  },
});

function comparisonLines(value: SourceComparison): string[] {
  const { counts, commonPeriod, keyFields } = value;
  const each = (first: number, second: number) =>
    `${grouped(first)} in the first, ${grouped(second)} in the second`;
  return [
    `${sourceWords(value.first)} and ${sourceWords(value.second)}`,
    ...indented(
      pairs([
        ['common period', commonPeriod ? `${commonPeriod.from} to ${commonPeriod.to}` : 'none'],
        ['same by', keyFields.join(' + ')],
        ['in both', counts.inBoth],
        ['changed', counts.changed],
        ['redactions', `${grouped(counts.redactionsChanged)} changed`],
        ['by time alone', counts.pairedByTime === 0 ? null : counts.pairedByTime],
        ['in one only', each(counts.onlyFirst, counts.onlySecond)],
        ['outside the period', each(counts.outsideFirst, counts.outsideSecond)],
        ['repeats', each(counts.repeatsFirst, counts.repeatsSecond)],
        ['unlike repeats', each(counts.unlikeRepeatsFirst, counts.unlikeRepeatsSecond)],
        ['not compared', [...value.columnsOnlyFirst, ...value.columnsOnlySecond].join(', ')],
      ]),
    ),
    ...(value.fields.length === 0 ? [] : ['', ...fieldTable(value)]),
    ...(value.rows.length === 0 ? [] : ['', ...changeTable(value)]),
  ];
}

const sourceWords = ({ id, file, member, sheet, rows }: ComparedSource): string =>
  `${id} ${[file, member, sheet].filter(Boolean).join(' › ')} (${plural(rows, 'record')})`;

function fieldTable({ fields }: SourceComparison): string[] {
  return table(
    ['field', 'changed', 'newly hidden', 'newly shown', 'hidden otherwise'],
    fields.map((field) => [
      field.field,
      ...[field.changed, field.newlyHidden, field.newlyShown, field.hiddenOtherwise].map(grouped),
    ]),
  );
}

function changeTable({ rows, total }: SourceComparison): string[] {
  const row = (place: ComparedPlace | null) => (place === null ? '' : grouped(place.row));
  const cells = rows.flatMap(({ nativeId, first, second, changes }) =>
    changes.map(({ field, before, after }) => [
      nativeId ?? '',
      row(first),
      row(second),
      field,
      before.text,
      after.text,
    ]),
  );
  const more = total - rows.length;
  return [
    ...table(['id', 'first', 'second', 'field', 'value in the first', 'value in the second'], cells),
    ...(more > 0 ? [`and ${plural(more, 'more changed record')}; --csv writes all`] : []),
  ];
}
