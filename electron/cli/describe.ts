import type {
  DeliveryTotals,
  FindingRecord,
  IdentityRecord,
  RuleStatus,
  SourceRecord,
} from '../../shared/contract/records.ts';
import { grouped, indented, pairs, plural, table } from './layout.ts';

const rejectedShown = 10;

/** What became of one file, for a reader. */
export function describeSource(source: SourceRecord): string[] {
  const { zone, basis } = source.timezoneBasis;
  const more = source.rejectedTotal - Math.min(rejectedShown, source.rejected.length);
  return [
    `${[source.file, source.member, source.sheet].filter(Boolean).join(' › ')}: ${source.state}`,
    ...indented([
      ...(source.error ? [`${source.error.code}: ${source.error.message}`] : []),
      ...(source.state === 'refused' ? [] : facts()),
      ...withdrawal(source),
      ...source.integrity.map(({ severity, check, message }) => `${severity} (${check}): ${message}`),
      ...source.rejected
        .slice(0, rejectedShown)
        .map(
          ({ row, offset, reason }) =>
            `rejected record ${grouped(row)} at byte ${grouped(offset)}: ${reason}`,
        ),
      ...(more > 0 ? [`and ${plural(more, 'more rejected record')}`] : []),
    ]),
  ];

  function facts(): string[] {
    return pairs([
      ['source', source.id],
      ['SHA-256', source.sha256],
      ['size', `${grouped(source.bytes)} bytes`],
      ['format', `${source.format}, ${source.encoding}`],
      ['profile', source.profile],
      [
        'records',
        `${grouped(source.rowsRead)} read = ${grouped(source.rowsImported)} imported + ${grouped(source.rowsRejected)} rejected + ${grouped(source.rowsDuplicate)} repeats`,
      ],
      ['events', source.firstEventAt === null ? null : `${source.firstEventAt} to ${source.lastEventAt}`],
      ['zone', `${zone} (basis: ${basis})`],
      [
        'columns',
        Object.entries(source.mapping)
          .map(([field, columns]) => `${field} = ${columns.join(' + ')}`)
          .join('; '),
      ],
    ]);
  }
}

function withdrawal({ withdrawn }: SourceRecord): string[] {
  if (withdrawn === undefined) return [];
  const { at, by, reason, replacedBy } = withdrawn;
  return [
    `withdrawn on ${at} by ${by}: ${reason}${replacedBy === undefined ? '' : `; read again as ${replacedBy}`}`,
  ];
}

/** One account of several files, for a reader. */
export function describeDelivery(delivery: DeliveryTotals): string[] {
  const { files, imported, alreadyImported, refused, firstEventAt, lastEventAt } = delivery;
  if (files < 2) return [];
  return [
    `the delivery: ${plural(files, 'file')}`,
    ...indented(
      pairs([
        [
          'tables',
          `${grouped(imported)} imported, ${grouped(alreadyImported)} already in the case, ${grouped(refused)} refused`,
        ],
        [
          'records',
          `${grouped(delivery.rowsRead)} read = ${grouped(delivery.rowsImported)} imported + ${grouped(delivery.rowsRejected)} rejected + ${grouped(delivery.rowsDuplicate)} repeats`,
        ],
        ['events', firstEventAt === null ? null : `${firstEventAt} to ${lastEventAt}`],
      ]),
    ),
    '',
  ];
}

/** What became of each rule, for a reader. */
export function describeRules(rules: readonly RuleStatus[]): string[] {
  return [
    ...table(
      ['status', 'hits', 'records', 'rule', 'title'],
      rules.map((rule) => [
        rule.status,
        grouped(rule.hits),
        grouped(rule.rowsExamined),
        rule.ruleId,
        rule.title,
      ]),
    ),
    ...rules
      .filter(({ reason }) => reason !== undefined)
      .map(({ file, line, column, ruleId, status, reason }) => {
        const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
        return `${ruleId} ${status}: ${reason} (${place})`;
      }),
  ];
}

/** One finding in full, for a reader. */
export function describeFinding(finding: FindingRecord): string[] {
  return [
    `${finding.rank}. ${finding.title} [${finding.level}] ${finding.id}`,
    ...indented([
      ...(finding.stale === undefined ? [] : [`OUT OF DATE: ${finding.stale.reason}`]),
      ...pairs([
        ['actors', finding.actors.join(', ')],
        ['targets', finding.targets.join(', ')],
        ['events', finding.eventCount],
        ['disposition', finding.disposition ?? 'none yet'],
        ['reason', finding.dispositionReason],
        ['tags', finding.tags.join(', ')],
      ]),
      ...finding.grounds.map(({ sentence, ruleId }) => `stands out: ${sentence} (${ruleId})`),
      ...finding.explanations.map(({ kind, sentence }) => `${explanationWords(kind)}: ${sentence}`),
      ...finding.cannotTell.map((sentence) => `cannot tell: ${sentence}`),
      ...finding.notes.map(
        ({ at, examiner, text, internal }) =>
          `note${internal ? ' (internal)' : ''} ${at} ${examiner}: ${text}`,
      ),
    ]),
  ];
}

/** Other readings would explain a finding; figures of the log help to weigh it. */
function explanationWords(kind: string): string {
  return kind === 'other-reading' || kind === 'may-be-automatic' ? 'would explain it' : 'to weigh it';
}

/** Whose key an identity holds, for a reader. */
export function describeIdentity({ subject, fingerprint, notBefore, notAfter }: IdentityRecord): string[] {
  return pairs([
    ['subject', subject],
    ['fingerprint', fingerprint],
    ['valid', `${notBefore} to ${notAfter}`],
  ]);
}
