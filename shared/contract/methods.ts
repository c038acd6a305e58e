import * as v from 'valibot';
import { actTierNames } from '../vocabulary/act-tiers.ts';
import { dispositions } from '../vocabulary/dispositions.ts';
import type { FieldDefinition } from '../vocabulary/fields.ts';
import { sourceKinds } from '../vocabulary/source-kinds.ts';
import { comparisonKinds, type SourceComparison } from './comparison.ts';
import { importChoices } from './import-choices.ts';
import type { ActPage, QualityReport } from './quality.ts';
import type {
  CaseRecord,
  DeliveryTotals,
  EventRecord,
  FindingRecord,
  IdentityRecord,
  LogEntry,
  PackageVerdict,
  RuleProblem,
  RuleStatus,
  RuleSummary,
  SourceRecord,
  VerifyCheck,
} from './records.ts';
import type { RuleExplanation, RuleLint, RuleRunSummary, RuleTrial } from './rule-explanation.ts';
import type {
  EventDetail,
  Facet,
  FindingDetail,
  ImportPreview,
  PreviewPage,
  RejectedPage,
  Rhythm,
  RuleResults,
  SourceAccount,
  SourceCorrection,
  SourcesChanged,
} from './window.ts';

/**
 * The one seam: every call a shell (window or command line) can make of core. The allow-list, the validation of
 * arguments and the types of both sides derive from this table. Paths are absolute: shells resolve them.
 */
const text = v.pipe(v.string(), v.maxLength(100_000));
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(4096),
  v.regex(/^[^\0]*$/, 'must not have a zero character in it'),
);
const nonEmpty = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(10_000));
/** The text of a rule file as an editor holds it. */
const ruleText = v.pipe(v.string(), v.maxLength(1_000_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const where = v.optional(v.array(nonEmpty), []);
/** Who does it; without one, the examiner who created the case. */
const examiner = v.optional(nonEmpty);

type Kind = 'read' | 'write' | 'job';

interface Method<Schema extends v.GenericSchema, Result> {
  readonly kind: Kind;
  readonly args: Schema;
  /** Carries the type only; never set. */
  readonly result?: Result;
}

const method =
  <Result>() =>
  <Schema extends v.GenericSchema>(kind: Kind, args: Schema): Method<Schema, Result> => ({ kind, args });

/** A table of a file, and how it is to be read. */
const tableOfFile = {
  dir: path,
  file: path,
  /** Which table of the file, as `tables` of a preview lists them. */
  table: v.optional(count, 0),
  profile: v.optional(nonEmpty),
  timezone: v.optional(nonEmpty),
  choices: v.optional(importChoices),
};

export const methods = {
  'case.create': method<{ case: CaseRecord }>()(
    'write',
    v.object({
      dir: path,
      name: nonEmpty,
      examiner: nonEmpty,
      agency: v.optional(text, ''),
      matter: v.optional(text, ''),
      timezone: v.optional(nonEmpty),
    }),
  ),
  'case.info': method<{
    case: CaseRecord;
    sources: SourceRecord[];
    events: number;
    findings: number;
    logHead: string;
    /** What came and went since the rules were last run; absent where that is nothing. */
    sourcesChanged?: SourcesChanged;
  }>()('read', v.object({ dir: path })),
  'case.verify': method<{ ok: boolean; checks: VerifyCheck[] }>()('job', v.object({ dir: path, examiner })),
  'case.backup': method<{ path: string; sha256: string }>()(
    'job',
    v.object({ dir: path, out: path, examiner }),
  ),
  'case.close': method<{ closed: boolean }>()('write', v.object({ dir: path })),
  import: method<{ sources: SourceRecord[]; delivery: DeliveryTotals }>()(
    'job',
    v.object({
      dir: path,
      files: v.pipe(v.array(path), v.minLength(1)),
      kind: v.optional(v.picklist(sourceKinds), 'events'),
      /** Id of a built-in profile or path of a profile file. */
      profile: v.optional(nonEmpty),
      timezone: v.optional(nonEmpty),
      choices: v.optional(importChoices),
      receivedFrom: v.optional(text),
      authority: v.optional(text),
      expectSha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hex digits'))),
      expectRows: v.optional(count),
      dryRun: v.optional(v.boolean(), false),
      examiner,
    }),
  ),
  events: method<{ total: number; events: EventRecord[] }>()(
    'read',
    v.object({
      dir: path,
      where,
      limit: v.optional(v.pipe(count, v.maxValue(10_000)), 100),
      offset: v.optional(count, 0),
    }),
  ),
  export: method<{ path: string; rows: number }>()(
    'job',
    v.object({ dir: path, format: v.picklist(['sqlite', 'csv']), out: path, where, examiner }),
  ),
  'rules.list': method<{ rules: RuleSummary[] }>()('read', v.object({})),
  'rules.check': method<{ files: number; ok: boolean; problems: RuleProblem[] }>()(
    'read',
    v.object({ paths: v.pipe(v.array(path), v.minLength(1)) }),
  ),
  'rules.match': method<{
    matches: { ruleId: string; event: number; events?: number[] }[];
    rules: RuleStatus[];
  }>()(
    'job',
    v.object({
      rules: v.pipe(v.array(path), v.minLength(1)),
      events: path,
      anyLogsource: v.optional(v.boolean(), false),
    }),
  ),
  'rules.run': method<{ rules: RuleStatus[]; findings: number }>()(
    'job',
    v.object({ dir: path, rules: v.optional(v.array(path), []), examiner }),
  ),
  /** `events` false leaves the lists of events empty: a queue needs none, and they are most of the answer. */
  findings: method<FindingRecord[]>()(
    'read',
    v.object({ dir: path, top: v.optional(count), events: v.optional(v.boolean(), true) }),
  ),
  annotate: method<{ finding: FindingRecord }>()(
    'write',
    v.object({
      dir: path,
      finding: nonEmpty,
      disposition: v.optional(v.picklist(dispositions)),
      reason: v.optional(nonEmpty),
      note: v.optional(nonEmpty),
      internal: v.optional(v.boolean(), false),
      tags: v.optional(v.array(nonEmpty), []),
      examiner,
    }),
  ),
  report: method<{ path: string; zip: string; sha256: string; findings: number; pages: number }>()(
    'job',
    v.object({
      dir: path,
      out: path,
      identity: path,
      passphrase: v.string(),
      findings: v.optional(v.array(nonEmpty)),
      examiner,
    }),
  ),
  /** Pages of the report as it would be now, not signed; `first` counts from 1, `drawn` is empty past the last page. */
  'report.preview': method<{ pages: number; first: number; drawn: readonly PreviewPage[] }>()(
    'job',
    v.object({
      dir: path,
      findings: v.optional(v.array(nonEmpty)),
      first: v.optional(v.pipe(count, v.minValue(1)), 1),
      limit: v.optional(v.pipe(count, v.maxValue(10)), 1),
      examiner,
    }),
  ),
  verify: method<PackageVerdict>()('job', v.object({ package: path, trust: v.optional(path) })),
  'identity.create': method<IdentityRecord>()(
    'write',
    v.object({ file: path, name: nonEmpty, agency: v.optional(text, ''), passphrase: v.string() }),
  ),
  'identity.show': method<IdentityRecord>()('read', v.object({ file: path })),
  'import.preview': method<ImportPreview>()('job', v.object(tableOfFile)),
  /** Keeps what was chosen for a file as a profile of one's own, that later files with the same columns match. */
  'profile.save': method<{ id: string; path: string }>()(
    'job',
    v.object({
      ...tableOfFile,
      id: v.pipe(
        v.string(),
        v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens'),
      ),
      title: nonEmpty,
    }),
  ),
  'source.account': method<SourceAccount>()('read', v.object({ dir: path, source: nonEmpty })),
  'source.rejected': method<RejectedPage>()(
    'read',
    v.object({
      dir: path,
      source: nonEmpty,
      limit: v.optional(v.pipe(count, v.maxValue(1000)), 100),
      offset: v.optional(count, 0),
    }),
  ),
  /** Takes a source out of the events; its receipt, its rejected records and its evidence stay. */
  'source.withdraw': method<SourceCorrection>()(
    'job',
    v.object({ dir: path, source: nonEmpty, reason: nonEmpty, examiner }),
  ),
  /** Reads the evidence of a source again; what is not given is as it was. The old source is withdrawn in the same act. */
  'source.remap': method<SourceCorrection>()(
    'job',
    v.object({
      dir: path,
      source: nonEmpty,
      profile: v.optional(nonEmpty),
      timezone: v.optional(nonEmpty),
      choices: v.optional(importChoices),
      reason: nonEmpty,
      examiner,
    }),
  ),
  /** `csv`: a new file for every difference, all kinds and pages of them. */
  'sources.compare': method<SourceComparison>()(
    'job',
    v.object({
      dir: path,
      first: nonEmpty,
      second: nonEmpty,
      kind: v.optional(v.picklist(comparisonKinds), 'changed'),
      limit: v.optional(v.pipe(count, v.maxValue(1000)), 100),
      offset: v.optional(count, 0),
      csv: v.optional(path),
    }),
  ),
  'events.facet': method<Facet>()(
    'read',
    v.object({ dir: path, where, field: nonEmpty, most: v.optional(v.pipe(count, v.maxValue(1000)), 50) }),
  ),
  'events.rhythm': method<Rhythm>()('read', v.object({ dir: path, where })),
  /** Position of the first event at or after a time, among those that meet the conditions. */
  'events.locate': method<{ position: number; total: number }>()(
    'read',
    v.object({ dir: path, where, at: nonEmpty }),
  ),
  'event.detail': method<EventDetail>()('read', v.object({ dir: path, where, position: count })),
  /** Of the last run, or of the one named by its number in rules.runs. */
  /** What the logs show of their own soundness: of one source, or of all and how they hang together. */
  'quality.report': method<QualityReport>()('job', v.object({ dir: path, source: v.optional(nonEmpty) })),
  /** Acts that several records tell; `tier` (shared/vocabulary/act-tiers.ts): only those with a record joined by it. */
  'acts.list': method<ActPage>()(
    'job',
    v.object({
      dir: path,
      tier: v.optional(v.picklist(actTierNames)),
      limit: v.optional(v.pipe(count, v.maxValue(1000)), 100),
      offset: v.optional(count, 0),
    }),
  ),
  'rules.results': method<RuleResults>()('read', v.object({ dir: path, run: v.optional(count) })),
  'rules.runs': method<RuleRunSummary[]>()('read', v.object({ dir: path })),
  /**
   * Why a rule matches an event, or what it lacks: the rule as the last run had it (`ruleId`) or a text (`yaml`), the
   * event by its place among those that meet the conditions. A correlation can do without an event.
   */
  'rules.explain': method<RuleExplanation>()(
    'job',
    v.object({
      dir: path,
      ruleId: v.optional(nonEmpty),
      yaml: v.optional(ruleText),
      where,
      position: v.optional(count),
    }),
  ),
  /** What the rules of a text would find; nothing is kept. */
  'rules.try': method<RuleTrial>()('job', v.object({ dir: path, yaml: ruleText })),
  'rules.lint': method<RuleLint>()('read', v.object({ yaml: ruleText })),
  'finding.detail': method<FindingDetail>()('read', v.object({ dir: path, finding: nonEmpty })),
  /** Takes back what was last recorded of a finding by one `annotate` and is not taken back yet; nothing is deleted. */
  'annotate.undo': method<{ finding: FindingRecord; undone: string }>()(
    'write',
    v.object({ dir: path, finding: nonEmpty, examiner }),
  ),
  log: method<LogEntry[]>()('read', v.object({ dir: path })),
  fields: method<FieldDefinition[]>()('read', v.object({})),
} as const;

export type MethodName = keyof typeof methods;
/** What a caller passes: defaults may be left out. */
export type MethodInput<Name extends MethodName> = v.InferInput<(typeof methods)[Name]['args']>;
/** What a handler receives: validated, defaults filled in. */
export type MethodArgs<Name extends MethodName> = v.InferOutput<(typeof methods)[Name]['args']>;
export type MethodResult<Name extends MethodName> = NonNullable<(typeof methods)[Name]['result']>;
