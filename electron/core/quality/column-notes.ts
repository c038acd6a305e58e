import type {
  CellType,
  ColumnQuality,
  QualityExample,
  QualityNote,
} from '../../../shared/contract/quality.ts';
import { cellTraits } from './cell-traits.ts';
import { counted, grouped, note, percent, quoted } from './note.ts';

/** Fewer records say nothing of what is constant. */
const constantFrom = 100;
const nearlyConstantShare = 0.99;
/** Columns in which people say something of their own: one value throughout is remarkable. */
const stated = new Set<string | null>(['actor', 'target', 'reason', 'caseNumber']);
const shiftedShare = 0.95;

const severities = new Map(cellTraits.map(({ trait, severity }) => [trait, severity]));

/** What stands out in the figures of a column. */
export function columnNotes(column: ColumnQuality, source: string): QualityNote[] {
  if (column.rows === 0) return [];
  return [
    ...emptyOrHidden(column),
    ...constant(column, source),
    ...mixedTypes(column, source),
    ...column.traits.map(({ trait, description, count, example }) =>
      note(
        trait,
        severities.get(trait) ?? 'info',
        `column ${quoted(column.column)}: ${counted(count, 'cell')} of ${grouped(column.rows)}: ${description}`,
        description,
        [count, column.rows],
        { examples: [example] },
      ),
    ),
  ];
}

function emptyOrHidden({ column, field, rows, states }: ColumnQuality): QualityNote[] {
  const empty = states.empty + states['no-cell'];
  const name = quoted(column);
  if (empty === rows) {
    return [
      note(
        'empty-column',
        'notice',
        `column ${name} is empty in all ${counted(rows, 'record')}`,
        'no cell of the column holds anything',
        [rows, rows],
        { cannotTell: 'whether nothing was entered or nothing was exported' },
      ),
    ];
  }
  const hidden = states.redacted + states.withheld + states.partial;
  if (hidden === 0) return [];
  const all = hidden + empty === rows;
  return [
    note(
      all ? 'hidden-column' : 'hidden-cells',
      all && stated.has(field) ? 'warning' : 'notice',
      `column ${name}: ${grouped(hidden)} of ${counted(rows, 'cell')} (${percent(hidden / rows)}) ${hidden === 1 ? 'is' : 'are'} hidden: ${grouped(states.redacted)} masked, ${grouped(states.withheld)} withheld by a cited exemption, ${grouped(states.partial)} in part`,
      'cells whose content is a mask, a cited exemption, or masked in part',
      [hidden, rows],
      { cannotTell: 'what stood there' },
    ),
  ];
}

function constant(column: ColumnQuality, source: string): QualityNote[] {
  const { rows, states, field, distinct, mostFrequent } = column;
  const first = mostFrequent[0];
  if (!first || first.state === 'empty' || column.mostFrequentPartial) return [];
  const filled = rows - states.empty - states['no-cell'];
  if (filled < constantFrom || first.count < filled * nearlyConstantShare) return [];
  const example: QualityExample = { source, row: null, text: first.text };
  const all = first.count === filled;
  if (!all && !stated.has(field)) return [];
  // A mask in every cell is told as hidden.
  if (first.state === 'redacted' || first.state === 'withheld') return [];
  const of = all ? `all ${counted(filled, 'cell')}` : `${grouped(first.count)} of ${counted(filled, 'cell')}`;
  return [
    note(
      all ? 'constant-column' : 'nearly-constant-column',
      stated.has(field) ? 'warning' : 'info',
      `column ${quoted(column.column)}: ${quoted(first.text)} stands in ${of} that ${filled === 1 ? 'is' : 'are'} not empty${all ? '' : `; ${counted(distinct - 1, 'other value')}`}`,
      all
        ? `one value in every cell that is not empty, in ${constantFrom} cells or more`
        : `one value in ${percent(nearlyConstantShare)} or more of the cells that are not empty, in ${constantFrom} cells or more`,
      [first.count, filled],
      {
        examples: [example],
        ...(stated.has(field)
          ? { cannotTell: 'whether it was entered so or put there when the log was exported' }
          : {}),
      },
    ),
  ];
}

/** A few cells of another kind in a column of numbers, dates or ids: a sign of shifted cells. */
function mixedTypes(column: ColumnQuality, source: string): QualityNote[] {
  const entries = Object.entries(column.types) as [CellType, number][];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const [type, most] = entries.reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  if (total < constantFrom || most === total || most < total * shiftedShare) return [];
  if (type === 'text' || type === 'plate-like') return [];
  const others = entries
    .filter(([other, count]) => other !== type && count > 0)
    .map(([other, count]) => `${grouped(count)} ${other}`)
    .join(', ');
  return [
    note(
      'mixed-types',
      'notice',
      `column ${quoted(column.column)}: ${grouped(most)} of ${counted(total, 'cell')} look like ${type}, the others do not: ${others}. Cells may be shifted against the header`,
      `one type in ${percent(shiftedShare)} or more of the cells that hold something, in ${constantFrom} cells or more, but not in all`,
      [total - most, total],
      { examples: [{ source, row: null, text: others }] },
    ),
  ];
}
