import { setImmediate } from 'node:timers/promises';
import type { FindingRecord } from '../../../shared/contract/records.ts';
import { type Level, levels } from '../../../shared/vocabulary/levels.ts';
import { pairKey } from '../events/number-index.ts';
import type { EventTable } from '../events/table.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { compareTexts } from '../rules/load-rules.ts';
import type { RuleOutcome } from '../rules/outcome.ts';
import { type CitedRows, citeRows, maxListed } from './cited-rows.ts';
import { createGroundWriter, type Named } from './describe-ground.ts';
import { explanationsOf, type FindingFigures, figuresOf, hiddenPartsOf } from './explain.ts';
import { type FindingSubject, findingIds } from './finding-key.ts';
import {
  distinctAscending,
  type FindingGrounds,
  type Gathered,
  type Ground,
  gatherGrounds,
  type Unattributed,
} from './gather-grounds.ts';
import { type HitRows, readHitRows } from './hit-rows.ts';
import { nobody } from './identity.ts';
import { type LogFigures, readLogFigures } from './log-figures.ts';
import { createCellReader } from './row-cells.ts';
import { groundStrength, scoreOf } from './score.ts';
import { counted } from './words.ts';

export interface BuildOptions {
  /** The case zone; null where none is known, then times are in UTC and say so. */
  readonly zone: string | null;
  /** What each source's profile says its log cannot tell, by SHA-256 of the source. */
  readonly sourceLimits: ReadonlyMap<string, readonly string[]>;
  readonly job: JobContext;
}

/** What a run of rules says in a finding, its id, rank and records apart. */
export type FindingBody = Pick<
  FindingRecord,
  | 'score'
  | 'title'
  | 'level'
  | 'kind'
  | 'actors'
  | 'targets'
  | 'eventCount'
  | 'grounds'
  | 'explanations'
  | 'cannotTell'
>;

/** A finding as a run of rules makes it; what examiners said of it is kept apart. */
export interface Finding extends FindingBody {
  readonly id: string;
  readonly rank: number;
  readonly cited: CitedRows;
}

export interface FindingSet {
  readonly findings: readonly Finding[];
  /** Findings of lower rank than the last kept one: counted, not kept. */
  readonly leftOut: number;
  /** Matching events that make no finding, by rule. */
  readonly unattributed: readonly Unattributed[];
}

/** More findings than a person could look at in years: a rule that makes them is too wide. */
const maxFindings = 20_000;
/** Names that one finding lists. */
const maxNames = 1000;

/**
 * Groups what rules point at into findings, explains and ranks them. The table carries the derived facts (withFacts).
 * Same events and rules, same findings, whatever the order of sources or the size of slices. Throws cancelled.
 */
export async function buildFindings(
  outcomes: readonly RuleOutcome[],
  table: EventTable,
  { zone, sourceLimits, job }: BuildOptions,
): Promise<FindingSet> {
  const figures = await readLogFigures(table, job);
  const rows = allRows(outcomes, table.rowCount);
  const hits = readHitRows(table, rows);
  await pause(job);
  const gathered = gatherGrounds(outcomes, table, figures, hits);
  await pause(job);
  const ranked = rank(gathered, hits, figures);
  await pause(job);
  const kept = ranked.slice(0, maxFindings);
  const ruleCount = outcomes.filter(
    ({ rule, status }) => 'standalone' in rule && rule.standalone && status.status === 'ran',
  ).length;
  const cellOf = createCellReader(table);
  const writeGround = createGroundWriter(hits, zone, (row) => cellOf(row, 'reason'));
  const nativeIds = readNativeIds(kept, rows, hits, cellOf);
  const findings: Finding[] = [];
  for (const [index, { id, score, grounds, places, own }] of kept.entries()) {
    const { subject } = grounds;
    const named = namesOf(subject, figures);
    findings.push({
      id,
      rank: index + 1,
      score,
      title: titleOf(grounds.grounds),
      level: highest(grounds.grounds),
      kind: subject.kind,
      actors:
        named.actor === undefined ? namesIn(places, hits, figures.actors, figures.actorOf) : [named.actor],
      targets:
        named.target === undefined
          ? namesIn(places, hits, figures.targets, figures.targetOf)
          : [named.target],
      eventCount: places.length,
      grounds: grounds.grounds.map((ground) => writeGround(ground, named)),
      explanations: explanationsOf(grounds, own, figures, gathered.rates, ruleCount),
      cannotTell: limitsOf(grounds, own, places, hits, sourceLimits),
      cited: citeRows(places, hits, nativeIds),
    });
    if (index % 256 !== 255) continue;
    job.report({ done: index + 1, total: kept.length, unit: 'findings', stage: 'writing findings' });
    await pause(job);
  }
  return { findings, leftOut: ranked.length - kept.length, unattributed: gathered.unattributed };
}

/** Lets messages in, a wish to stop among them. */
async function pause(job: JobContext): Promise<void> {
  await setImmediate();
  throwIfCancelled(job);
}

/** Every row some rule points at, ascending, each once. */
function allRows(outcomes: readonly RuleOutcome[], rowCount: number): Int32Array {
  const hit = new Uint8Array(rowCount);
  let count = 0;
  for (const { rows } of outcomes) {
    for (const row of rows) {
      if (hit[row] === 0) count++;
      hit[row] = 1;
    }
  }
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < rowCount; row++) if (hit[row] === 1) rows[at++] = row;
  return rows;
}

/** The log's own ids of listed events, by place: read row after row, as the cells may have to come from the evidence. */
function readNativeIds(
  kept: readonly Ranked[],
  rows: Int32Array,
  hits: HitRows,
  cellOf: ReturnType<typeof createCellReader>,
): ReadonlyMap<number, string> {
  const listed = new Uint8Array(rows.length);
  for (const { places } of kept) for (const place of places.subarray(0, maxListed)) listed[place] = 1;
  const nativeIds = new Map<number, string>();
  for (const row of rows) {
    const place = hits.placeOf(row);
    if (listed[place] === 0) continue;
    const { text, state } = cellOf(row, 'nativeId');
    if (state !== 'empty' && state !== 'not-exported') nativeIds.set(place, text);
  }
  return nativeIds;
}

interface Ranked {
  readonly id: string;
  readonly score: number;
  readonly grounds: FindingGrounds;
  readonly places: Int32Array;
  readonly own: FindingFigures;
}

/** By score, equal ones by id. The grounds of each are put in order: the strongest first. */
function rank({ findings, rates }: Gathered, hits: HitRows, figures: LogFigures): Ranked[] {
  const ids = findingIds(
    findings.map(({ subject: { kind, actor, target, pattern } }) => ({
      kind,
      actor: actor === nobody ? '' : figures.actors.key(actor),
      target: target === nobody ? '' : figures.targets.key(target),
      pattern,
    })),
  );
  const ranked = findings.map((finding, index): Ranked => {
    const places = placesOf(finding.grounds);
    const own = figuresOf(finding, places, hits, figures);
    const scored = finding.grounds.map((ground) => {
      const rate = rates.get(ground.rule)!;
      const { level, own: block } = ground.rule;
      const strength = groundStrength({
        level,
        weight: block?.weight ?? 1,
        eventCount: ground.places.length,
        baseRate: rate.of === 0 ? 0 : rate.found / rate.of,
      });
      return { ground, strength };
    });
    scored.sort(
      (a, b) => b.strength - a.strength || compareTexts(a.ground.rule.ruleId, b.ground.rule.ruleId),
    );
    const score = scoreOf({
      strengths: scored.map(({ strength }) => strength),
      shareWithCase: shareWithCase(finding.subject, own, figures),
      shareMaybeAutomatic: own.maybeAutomatic / own.events,
      otherActors: own.otherActors,
    });
    const grounds = { subject: finding.subject, grounds: scored.map(({ ground }) => ground) };
    return { id: ids[index]!, score, grounds, places, own };
  });
  return ranked.sort((a, b) => b.score - a.score || compareTexts(a.id, b.id));
}

/**
 * Of an actor and a target the share of all events on that target, so that a rule which looks at searches without a
 * case cannot hide those with one. A pattern can consist in giving a case: there it takes nothing away.
 */
function shareWithCase(
  { kind, actor, target }: FindingSubject,
  own: FindingFigures,
  figures: LogFigures,
): number {
  if (kind === 'actor-pattern') return 0;
  if (kind === 'target-crowd') return own.withCase / own.events;
  const pair = figures.pairs.find(pairKey(actor, target));
  return figures.ofPair.withCase[pair]! / figures.ofPair.events[pair]!;
}

function placesOf(grounds: readonly Ground[]): Int32Array {
  if (grounds.length === 1) return grounds[0]!.places;
  const places = new Int32Array(grounds.reduce((sum, ground) => sum + ground.places.length, 0));
  let at = 0;
  for (const ground of grounds) {
    places.set(ground.places, at);
    at += ground.places.length;
  }
  return distinctAscending(places);
}

function titleOf(grounds: readonly Ground[]): string {
  const title = grounds[0]!.rule.title;
  return grounds.length === 1 ? title : `${title}, and ${counted(grounds.length - 1, 'more rule')}`;
}

function highest(grounds: readonly Ground[]): Level {
  return levels.findLast((level) => grounds.some(({ rule }) => rule.level === level))!;
}

function namesOf({ actor, target }: FindingSubject, { actors, targets }: LogFigures): Named {
  return {
    actor: actor === nobody ? undefined : actors.shown(actor),
    target: target === nobody ? undefined : targets.shown(target),
  };
}

/** The actors or targets of events that are not about a single one, in order of their text. */
function namesIn(
  places: Int32Array,
  hits: HitRows,
  identities: LogFigures['actors'],
  identityOf: Int32Array,
): string[] {
  const found = new Set<number>();
  for (const place of places) {
    const identity = identityOf[hits.rows[place]!]!;
    if (identity !== nobody) found.add(identity);
  }
  return Array.from(found, (identity) => identities.shown(identity))
    .sort(compareTexts)
    .slice(0, maxNames);
}

function limitsOf(
  { grounds }: FindingGrounds,
  own: FindingFigures,
  places: Int32Array,
  hits: HitRows,
  sourceLimits: ReadonlyMap<string, readonly string[]>,
): string[] {
  const sources = new Set<string>();
  for (const place of places) sources.add(hits.sources[hits.sourceOf[place]!]!);
  return [
    ...new Set([
      ...hiddenPartsOf(own),
      ...grounds.flatMap(({ rule }) => rule.own?.cannotTell ?? []),
      ...[...sources].sort().flatMap((sha256) => sourceLimits.get(sha256) ?? []),
    ]),
  ];
}
