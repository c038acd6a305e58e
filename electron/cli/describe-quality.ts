import type {
  ColumnQuality,
  QualityNote,
  QualityReport,
  SourceQuality,
} from '../../shared/contract/quality.ts';
import { grouped, indented, pairs, plural, table } from './layout.ts';

/** Examples of a note that are printed; JSON has ten. */
const examplesShown = 3;
const monthsShown = 24;

/** What the logs show of their own soundness, for someone who never saw the program. */
export function describeQuality(report: QualityReport): string[] {
  return [
    'What follows looks at the logs alone. It can show that records are missing, damaged or not comparable;',
    'it cannot show that none are, nor that what a record says is true.',
    `Local dates and hours are in ${report.zone}.`,
    ...report.sources.flatMap((source) => ['', ...describeSource(source)]),
    ...report.logs.flatMap(({ log, sources, notes }) =>
      notes.length === 0
        ? []
        : ['', `Over time, ${log} (${plural(sources.length, 'file')})`, ...indented(describeNotes(notes))],
    ),
    ...describeOverlaps(report),
    '',
    ...describeActs(report),
  ];
}

function describeSource(source: SourceQuality): string[] {
  const { control, days, hours } = source;
  const inside = [source.member, source.sheet && `sheet ${source.sheet}`].filter(Boolean).join(', ');
  const stated = [
    control.statedRows &&
      `${grouped(control.statedRows.stated)} records: ${control.statedRows.agrees ? 'agrees' : 'DOES NOT AGREE'}`,
    control.statedSha256 && `SHA-256: ${control.statedSha256.agrees ? 'agrees' : 'DOES NOT AGREE'}`,
  ].filter(Boolean);
  return [
    `${source.source}  ${source.file}${inside === '' ? '' : ` (${inside})`}`,
    ...indented([
      ...pairs([
        [
          'records',
          `${grouped(control.rowsRead)} read ${control.rowsBalance ? '=' : 'IS NOT'} ${grouped(control.rowsImported)} imported + ${grouped(control.rowsRejected)} rejected + ${grouped(control.rowsRepeated)} repeats`,
        ],
        [
          'bytes',
          `${grouped(control.bytes)} of ${control.bytesOf} accounted for: ${Object.entries(control.bytesBy)
            .filter(([, bytes]) => bytes > 0)
            .map(([what, bytes]) => `${words(what)} ${grouped(bytes)}`)
            .join(' + ')}`,
        ],
        ['stated', stated.length === 0 ? 'nothing was stated of records or SHA-256' : stated.join('; ')],
        ['events', source.firstAt === null ? 'none' : `${source.firstAt} to ${source.lastAt}`],
        [
          'days',
          days && `${grouped(days.days - days.daysWithout)} of ${plural(days.days, 'day')} have events`,
        ],
        ['by hour', hours?.rows.map((count, hour) => `${hour}h ${grouped(count)}`).join('  ') ?? null],
      ]),
      ...source.atImport.map(({ severity, message }) => `${severity} (at import): ${message}`),
      ...describeNotes(source.notes),
      '',
      ...table(
        ['column', 'read as', 'filled', 'hidden', 'empty', 'different', 'looks like', 'most frequent'],
        source.columns.map(columnCells),
      ),
    ]),
  ];
}

/** Notes with the rule by which each was made, and what the log cannot tell. */
function describeNotes(notes: readonly QualityNote[]): string[] {
  return notes.flatMap(({ severity, message, rule, cannotTell, examples }) => [
    `${severity}: ${message}`,
    ...indented([
      `rule: ${rule}`,
      ...(cannotTell === undefined ? [] : [`cannot tell: ${cannotTell}`]),
      ...examples.slice(0, examplesShown).map(({ source, row, text }) => {
        const place = row === null ? source : `${source} record ${grouped(row)}`;
        return `example: ${[place, text].filter((part) => part !== '').join(': ')}`;
      }),
    ]),
  ]);
}

function columnCells(column: ColumnQuality): string[] {
  const { states, rows, distinct, distinctAtLeast, types, mostFrequent } = column;
  const hidden = states.redacted + states.withheld + states.partial;
  const empty = states.empty + states['no-cell'];
  const most = Object.entries(types).reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  const first = mostFrequent[0];
  return [
    column.column,
    column.field ?? 'own column',
    grouped(rows - hidden - empty),
    grouped(hidden),
    grouped(empty),
    `${distinctAtLeast ? 'at least ' : ''}${grouped(distinct)}`,
    most[1] === 0 ? '' : most[0],
    first ? `${first.text === '' ? '(empty)' : first.text} × ${grouped(first.count)}` : '',
  ];
}

function describeOverlaps({ overlaps }: QualityReport): string[] {
  if (overlaps.length === 0) return [];
  return [
    '',
    'Files whose periods overlap',
    ...indented([
      ...table(
        ['files', 'from', 'to', 'records', 'both have', 'told by'],
        overlaps
          .slice(0, monthsShown)
          .map((overlap) => [
            `${overlap.first}, ${overlap.second}`,
            overlap.from,
            overlap.to,
            `${grouped(overlap.firstRows)}, ${grouped(overlap.secondRows)}`,
            overlap.matchedBy === null
              ? 'cannot tell'
              : `${grouped(overlap.firstInSecond)}, ${grouped(overlap.secondInFirst)}`,
            overlap.matchedBy ?? 'nothing both have',
          ]),
      ),
      ...(overlaps.length > monthsShown ? [`and ${plural(overlaps.length - monthsShown, 'more pair')}`] : []),
      ...overlaps.flatMap(({ notes }) => describeNotes(notes)),
    ]),
  ];
}

function describeActs({ acts: { rows, acts, tiers } }: QualityReport): string[] {
  return [
    `${plural(rows, 'stored record')} tell ${plural(acts, 'act')}${tiers.length === 0 ? ': no two are known to tell the same' : ''}`,
    ...indented(
      tiers.flatMap(({ tier, role, rows: count, description, examples }) => [
        `${plural(count, 'record')}: ${tier}, ${role}`,
        ...indented([
          description,
          ...examples
            .slice(0, examplesShown)
            .map(({ source, row, text }) => `example: ${source} record ${grouped(row ?? 0)} ${text}`),
        ]),
      ]),
    ),
  ];
}

/** blankLines → blank lines */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
