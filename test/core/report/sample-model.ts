import { createHash } from 'node:crypto';
import type {
  CitedCell,
  CitedRecord,
  ReportFinding,
  ReportModel,
} from '../../../electron/core/report/model.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';

/** A made-up report that uses every part of the model. Nobody and nothing in it is real. */
export function sampleModel(changes: Partial<ReportModel> = {}): ReportModel {
  return { ...whole, ...changes };
}

/** The same with one finding that cites so many records, and prints them all. */
export function sampleModelWithRecords(records: number): ReportModel {
  return sampleModel({
    findings: [finding(1, { records: Array.from({ length: records }, (_, index) => citedRecord(index)) })],
    recordsPrintedPerFinding: records,
  });
}

/** Text that a suspect may have typed: each is a way to hide, reorder or break what a page shows. */
export const hostileTexts = {
  bidirectionalOverride: 'plate \u202eDCBA\u202c end',
  zeroWidth: 'a\u200bb\u200dc\ufeffd\u00ad',
  controls: 'x\u0000y\u0007z\u001b[31m\u007f\u0085',
  lineEnds: 'first\r\nsecond\nthird\u2028fourth',
  marks: `Z${'\u0301\u0316\u0334'.repeat(12)}algo`,
  chinese: '調查車牌 粤B12345',
  arabic: 'بحث عن لوحة ABC123',
  hebrew: 'חיפוש רכב',
  emoji: 'stalker 😀👩\u200d🚒',
  loneSurrogates: 'a\ud800b\udc00c',
  privateUse: '\ue000\u{f0000}',
  unassigned: '\u0378\u{e0041}',
  lookalikeEscape: 'not <U+202E> an escape',
  formula: '=HYPERLINK("http://example.invalid","x")',
  blanks: 'a\u00a0b\u3000c  d',
  composed: 'é e\u0301 ﬁ ½ Å Å',
} as const;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const firstSource = 'source-1';
const at = (index: number): string =>
  new Date(Date.UTC(2025, 5, 18, 0, 2, 4, 789) + index * 977_000).toISOString();

export function citedCell(text: string, state: CellState = 'value'): CitedCell {
  return { text, state };
}

export function citedRecord(index: number, changes: Partial<CitedRecord> = {}): CitedRecord {
  return {
    sourceId: firstSource,
    file: 'EPDSearchAuditLogs 2025-06.csv',
    row: 120 + index * 3,
    offset: 48_211 + index * 612,
    at: at(index),
    atOriginal: at(index).replace('Z', '+00:00'),
    nativeId: `9f2c${String(index).padStart(6, '0')}`,
    actor: citedCell('jdoe1147'),
    target: citedCell(index % 3 === 0 ? 'OR 555 KLM' : '***', index % 3 === 0 ? 'value' : 'redacted'),
    reason: citedCell(
      index % 2 === 0 ? 'Investigation of a stolen vehicle near 12th and Oak' : '',
      index % 2 === 0 ? 'value' : 'empty',
    ),
    caseNumber: citedCell('', index % 4 === 0 ? 'not-exported' : 'empty'),
    ...changes,
  };
}

function finding(rank: number, changes: Partial<ReportFinding> = {}): ReportFinding {
  return {
    record: {
      id: `F-${sha256(String(rank)).slice(0, 12)}`,
      rank,
      score: 100 - rank,
      title: 'jdoe1147 looked up OR 555 KLM on 14 days without a case number',
      level: rank === 1 ? 'high' : 'medium',
      kind: 'actor-target',
      actors: ['jdoe1147'],
      targets: ['OR 555 KLM'],
      eventCount: changes.records?.length ?? 14,
      grounds: [
        {
          ruleId: '5c8e7f0a-2d41-4c1e-9a64-8a1f0b6c3d11',
          title: 'One target again and again without a case',
          level: 'high',
          author: 'Scrutineer contributors',
          sentence:
            '14 searches of OR 555 KLM by jdoe1147 between 2025-06-18T00:02:04.789Z and 2025-09-02T03:41:00.000Z, 14 ≥ 5, none of them with a case number.',
          eventCount: 14,
        },
        {
          ruleId: 'b1d2c3e4-0000-4000-8000-1234567890ab',
          title: 'Changing reasons for one target',
          level: 'medium',
          author: 'Scrutineer contributors',
          sentence:
            '4 different reasons were given for OR 555 KLM, 4 ≥ 3: “theft”, “traffic”, “bolo”, “welfare check”.',
          eventCount: 9,
        },
      ],
      explanations: [
        {
          kind: 'on-shift',
          sentence: '3 of 14 searches were made during a shift of jdoe1147 as the schedule has it.',
          eventCount: 3,
        },
      ],
      cannotTell: ['5 of 14 reasons are redacted; whether they name a case cannot be told.'],
      events: [],
      disposition: 'needs-information',
      dispositionReason: 'Waiting for the dispatch records.',
      notes: [
        {
          at: '2025-10-02T15:00:00.000Z',
          examiner: 'R. Alvarez',
          text: 'The plate is registered to a former partner according to the complaint of 2025-08-30.\nSee exhibit 4.',
          internal: false,
        },
        {
          at: '2025-10-02T15:05:00.000Z',
          examiner: 'R. Alvarez',
          text: 'INTERNAL-ONLY ask Kim',
          internal: true,
        },
      ],
      tags: ['complaint-2025-114', 'priority'],
    },
    decisions: [
      {
        at: '2025-10-01T09:30:00.000Z',
        examiner: 'R. Alvarez',
        disposition: 'substantiated',
        reason: 'Pattern fits the complaint.',
      },
      {
        at: '2025-10-03T11:12:13.000Z',
        examiner: 'M. Osei',
        disposition: 'needs-information',
        reason: 'Waiting for the dispatch records.',
      },
    ],
    records: Array.from({ length: 14 }, (_, index) => citedRecord(index)),
    withdrawn: [],
    ...changes,
  };
}

const ruleText = `title: One target again and again without a case
id: 5c8e7f0a-2d41-4c1e-9a64-8a1f0b6c3d11
author: Scrutineer contributors
level: high
logsource:
  category: access-log
detection:
  selection:
    caseReferenceState: none
  condition: selection
correlation:
  type: event_count
  group-by: [actor, target]
  timespan: 30d
  condition:
    gte: 5
`;

const whole: ReportModel = {
  reportId: 'OIG-2025-0114',
  version: 2,
  supersedes: 'OIG-2025-0114 version 1 (2025-10-01): dispatch records were added',
  marking: 'CUI//LEI',
  generatedAt: '2025-10-04T17:20:31.000Z',
  program: {
    name: 'Scrutineer',
    version: '0.1.0',
    build: '4f1c2d9',
    operatingSystem: 'Linux 6.1 (Debian 12)',
    timezoneData: '2025b',
  },
  case: {
    name: 'River City LPR review',
    agency: 'River City Police Department',
    matter: 'Complaint 2025-114, use of license plate reader searches',
    timezone: 'America/Los_Angeles',
    examiner: 'R. Alvarez',
    createdAt: '2025-09-15T16:00:00.000Z',
    caseId: '0192f3a4-5b6c-7d8e-9f01-23456789abcd',
    formatVersion: 1,
  },
  examiner: 'R. Alvarez',
  legalAuthority: 'City Code § 2.014; request of the City Attorney of 2025-09-12',
  scope:
    'Were searches of the plate reader system made between June and September 2025 for other than police purposes?\n' +
    'Searches by outside agencies were not examined.',
  sources: [
    {
      record: {
        id: firstSource,
        file: 'EPDSearchAuditLogs 2025-06.csv',
        sha256: sha256('first'),
        bytes: 1_482_113,
        kind: 'events',
        format: 'csv',
        encoding: 'utf-8',
        profile: 'flock-transparency',
        state: 'imported',
        rowsRead: 4_301,
        rowsImported: 4_294,
        rowsRejected: 3,
        rowsDuplicate: 4,
        firstEventAt: '2025-06-18T00:02:04.789Z',
        lastEventAt: '2025-09-02T03:41:00.000Z',
        timezoneBasis: { zone: 'UTC', basis: 'profile' },
        mapping: { at: ['Time (UTC)'], actor: ['User'], target: ['License plate'], reason: ['Reason'] },
        rejected: [],
        rejectedTotal: 3,
        integrity: [
          { check: 'order', severity: 'notice', message: '12 records are earlier than the one before them.' },
          {
            check: 'repeats',
            severity: 'info',
            message: '4 records are the same in every column as an earlier one.',
          },
        ],
      },
      custody: {
        receivedFrom: 'Records Division, Sgt. P. Lindqvist',
        authority: 'Public records request 2025-331',
        importedAt: '2025-09-15T16:04:11.000Z',
        importedBy: 'R. Alvarez',
        statedSha256: sha256('first'),
        statedRows: 4_300,
      },
      rejected: [
        { row: 812, offset: 301_224, reason: 'the record has 7 columns, the header 9' },
        { row: 813, offset: 301_390, reason: 'the time “13/45/2025” cannot be read' },
        { row: 4_301, offset: 1_482_001, reason: 'the file ends inside quotes' },
      ],
      gaps: [
        {
          after: '2025-07-11T04:10:00.000Z',
          before: '2025-07-14T13:02:00.000Z',
          message: '81 hours without an event; the longest other stretch is 9 hours',
        },
      ],
    },
    {
      record: {
        id: 'source-2',
        file: 'schedule.csv',
        sha256: sha256('second'),
        bytes: 20_811,
        kind: 'schedule',
        format: 'csv',
        encoding: 'windows-1252',
        profile: null,
        state: 'imported',
        rowsRead: 310,
        rowsImported: 310,
        rowsRejected: 0,
        rowsDuplicate: 0,
        firstEventAt: null,
        lastEventAt: null,
        timezoneBasis: { zone: 'America/Los_Angeles', basis: 'case' },
        mapping: { actor: ['Employee'], start: ['Begin'], end: ['End'] },
        rejected: [],
        rejectedTotal: 0,
        integrity: [],
      },
      custody: {
        receivedFrom: null,
        authority: null,
        importedAt: '2025-09-15T16:09:00.000Z',
        importedBy: 'R. Alvarez',
        statedSha256: null,
        statedRows: null,
      },
      rejected: [],
      gaps: null,
    },
  ],
  rules: [
    {
      status: {
        ruleId: '5c8e7f0a-2d41-4c1e-9a64-8a1f0b6c3d11',
        title: 'One target again and again without a case',
        file: 'pack/persistent-target.yml',
        status: 'ran',
        rowsExamined: 4_294,
        hits: 14,
        ms: 12,
      },
      level: 'high',
      author: 'Scrutineer contributors',
      license: 'Apache-2.0',
      description: 'The same actor looks up the same target on many days and never gives a case number.',
      parameters: [
        { name: 'events of one actor and target, at least', value: '5' },
        { name: 'window', value: '30 days, sliding' },
      ],
      yaml: ruleText,
    },
    {
      status: {
        ruleId: 'b1d2c3e4-0000-4000-8000-1234567890ab',
        title: 'Search by an account of someone on leave',
        file: 'pack/on-leave.yml',
        status: 'not-applicable',
        reason: 'needs a table of leave, and none was imported',
        rowsExamined: 0,
        hits: 0,
        ms: 0,
      },
      level: 'critical',
      author: 'Scrutineer contributors',
      license: 'Apache-2.0',
      description: 'An account is used while its owner is on leave.',
      parameters: [],
      yaml: 'title: Search by an account of someone on leave\n',
    },
    {
      status: {
        ruleId: 'local-3',
        title: 'Local rule',
        file: 'local/three.yml',
        status: 'failed',
        reason: 'condition: unknown selection “selecton”',
        line: 9,
        column: 14,
        rowsExamined: 0,
        hits: 0,
        ms: 0,
      },
      level: 'low',
      author: 'R. Alvarez',
      license: 'not stated',
      description: '',
      parameters: [],
      yaml: 'title: Local rule\ndetection:\n  condition: selecton\n',
    },
  ],
  findings: [
    finding(1),
    finding(2, {
      records: Object.values(hostileTexts).map((text, index) =>
        citedRecord(index, {
          actor: citedCell(text),
          target: citedCell('[redacted]', 'placeholder'),
          reason: citedCell(text, index % 3 === 0 ? 'partial' : 'value'),
          caseNumber: citedCell('(b)(7)(C)', 'withheld'),
        }),
      ),
    }),
  ],
  withdrawnSources: [],
  sourcesChanged: null,
  quality: {
    zone: 'America/Los_Angeles',
    sources: [
      {
        source: firstSource,
        file: 'EPDSearchAuditLogs 2025-06.csv',
        control: {
          ...{ rowsRead: 4_301, rowsImported: 4_294, rowsRejected: 3, rowsRepeated: 4, rowsBalance: true },
          ...{ bytesOf: 'the file', bytes: 1_482_113, bytesBy: { header: 52, records: 1_482_061 } },
          ...{ statedSha256: null, statedRows: { stated: 4_300, agrees: false } },
        },
        ...{ rows: 4_298, firstAt: at(0), lastAt: at(90), columns: [], columnsTotal: 9 },
        ...{ days: null, gaps: null, hours: null, order: null, sequences: [] },
        repeats: { rows: 4, sameContent: 3, masked: 1, otherContent: 0, idAtOtherTime: 0 },
        atImport: [],
        notes: [
          {
            ...{ check: 'constant-column', severity: 'warning', count: 4_294, of: 4_298 },
            message: 'column "Reason": "Investigation" stands in 4,294 of 4,298 cells that are not empty',
            rule: 'one value in 99.0% or more of the cells that are not empty, in 100 cells or more',
            cannotTell: 'whether it was entered so or put there when the log was exported',
            examples: Object.values(hostileTexts).map((text, row) => ({
              ...{ source: firstSource, row, text },
            })),
          },
          {
            ...{ check: 'order', severity: 'info', count: 1, of: 4_297 },
            ...{ message: 'PRINTED-NOWHERE of no consequence', rule: 'steps back', examples: [] },
          },
        ],
      },
    ],
    logs: [
      {
        ...{ log: 'flock-transparency', sources: [firstSource], months: [], columnsNotInAll: [] },
        notes: [
          {
            ...{ check: 'vocabulary-changes', severity: 'warning', count: 800, of: 1_000 },
            message: 'from 2025-08 on reason is written in other words',
            rule: 'share of events whose value never stands before: at least 50.0%',
            examples: [{ source: '', row: null, text: '"Auto Theft": 300 events' }],
          },
        ],
      },
    ],
    overlaps: [
      {
        ...{ first: firstSource, second: 'source-2', from: at(0), to: at(9) },
        ...{ firstRows: 743, secondRows: 9_000, matchedBy: 'organization, second and networks' },
        ...{ firstInSecond: 734, secondInFirst: 734 },
        notes: [
          {
            ...{ check: 'missing-in-other-log', severity: 'warning', count: 9, of: 743 },
            message: '9 of 743 records of one file are not in the other, which has the other 734',
            ...{ rule: 'records of the period that both files cover', examples: [] },
          },
        ],
      },
    ],
    acts: {
      ...{ rows: 4_298, acts: 4_294 },
      tiers: [
        {
          ...{ tier: 'same-id', role: 'copy', description: 'the same id of the log', rows: 4 },
          examples: [{ source: firstSource, row: 7, text: 'with record 3 of that file' }],
        },
      ],
    },
  },
  findingsLeftOut: [{ id: 'F-000000000042', level: 'low', disposition: 'explained' }],
  recordsPrintedPerFinding: 12,
  activityLog: Array.from({ length: 6 }, (_, index) => ({
    seq: index + 1,
    at: at(index),
    actor: 'R. Alvarez',
    action: [
      'case.created',
      'source.imported',
      'rules.run',
      'finding.decided',
      'finding.noted',
      'report.made',
    ][index]!,
    details: index === 1 ? { file: 'EPDSearchAuditLogs 2025-06.csv', rowsImported: 4294 } : {},
    hash: sha256(`entry ${index}`),
    previous: index === 0 ? '0'.repeat(64) : sha256(`entry ${index - 1}`),
  })),
  signer: { subject: 'CN=R. Alvarez, O=City of River City', rootFingerprint: sha256('root') },
};
