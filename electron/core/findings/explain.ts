import type { FindingExplanation } from '../../../shared/contract/records.ts';
import { pairKey } from '../events/number-index.ts';
import type { Rule } from '../rules/rule.ts';
import type { BaseRate, FindingGrounds } from './gather-grounds.ts';
import { type HitRows, hitFlags } from './hit-rows.ts';
import type { LogFigures } from './log-figures.ts';
import { counted } from './words.ts';

/** What is counted over the events of one finding. */
export interface FindingFigures {
  readonly events: number;
  readonly withCase: number;
  readonly caseHidden: number;
  readonly maybeAutomatic: number;
  readonly reasonHidden: number;
  /** Actors other than the finding's own that searched for its target, and their events. */
  readonly otherActors: number;
  readonly otherActorEvents: number;
}

export function figuresOf(
  { subject }: FindingGrounds,
  places: Int32Array,
  hits: HitRows,
  figures: LogFigures,
): FindingFigures {
  const counts = { withCase: 0, caseHidden: 0, maybeAutomatic: 0, reasonHidden: 0 };
  for (const place of places) {
    const flags = hits.flags[place]!;
    if ((flags & hitFlags.withCase) !== 0) counts.withCase++;
    if ((flags & hitFlags.caseHidden) !== 0) counts.caseHidden++;
    if ((flags & hitFlags.maybeAutomatic) !== 0) counts.maybeAutomatic++;
    if ((flags & hitFlags.reasonHidden) !== 0) counts.reasonHidden++;
  }
  let otherActors = 0;
  let otherActorEvents = 0;
  if (subject.kind === 'actor-target') {
    const pair = figures.pairs.find(pairKey(subject.actor, subject.target));
    otherActors = figures.ofTarget.partners[subject.target]! - 1;
    otherActorEvents = figures.ofTarget.events[subject.target]! - figures.ofPair.events[pair]!;
  }
  return { events: places.length, ...counts, otherActors, otherActorEvents };
}

/** Fewer events of an actor than this say nothing of habits (reference: 30 per actor were used for rates). */
const fewEvents = 30;

const populationNames = {
  'actor-target': 'pair of actor and target',
  'actor-pattern': 'actor',
  'target-crowd': 'target',
} as const;

/** What speaks against a finding, or tells how much it can bear. In a fixed order. */
export function explanationsOf(
  finding: FindingGrounds,
  own: FindingFigures,
  figures: LogFigures,
  rates: ReadonlyMap<Rule, BaseRate>,
  ruleCount: number,
): FindingExplanation[] {
  const { subject, grounds } = finding;
  const explanations: FindingExplanation[] = [];
  const add = (kind: string, eventCount: number, sentence: string) =>
    explanations.push({ kind, sentence, eventCount });

  if (own.withCase > 0) {
    add(
      'case-reference',
      own.withCase,
      `${own.withCase} of ${counted(own.events, 'event')} give a case reference.`,
    );
  }
  if (subject.kind === 'actor-target') addPair(subject.actor, subject.target, own, figures, add);
  if (subject.kind === 'actor-pattern') {
    const { events, withCase } = {
      events: figures.ofActor.events[subject.actor]!,
      withCase: figures.ofActor.withCase[subject.actor]!,
    };
    add(
      'share-of-actor',
      own.events,
      `These are ${own.events} of ${counted(events, 'event')} of this actor in the log; in ${withCase} of them all a case reference is to be seen.`,
    );
    if (events < fewEvents)
      add(
        'small-number',
        0,
        `The log has ${counted(events, 'event')} of this actor; fewer than ${fewEvents} say little of habits.`,
      );
  }
  if (subject.kind === 'target-crowd') {
    const actors = figures.ofTarget.partners[subject.target]!;
    const events = figures.ofTarget.events[subject.target]!;
    add(
      'share-of-target',
      own.events,
      `The whole log has ${counted(events, 'event')} of ${counted(actors, 'actor')} on this target.`,
    );
  }
  if (own.maybeAutomatic > 0) {
    add(
      'may-be-automatic',
      own.maybeAutomatic,
      `${own.maybeAutomatic} of ${counted(own.events, 'event')} are of a type (lookup, api) that need not have been made by a person.`,
    );
  }
  for (const { rule, places } of grounds) {
    const rate = rates.get(rule);
    if (rate !== undefined) {
      const kind = populationNames[subject.kind];
      add(
        'base-rate',
        0,
        `The rule “${rule.title}” holds for ${rate.found} of ${counted(rate.of, kind, subject.kind === 'actor-target' ? 'pairs of actor and target' : `${kind}s`)} in the log.`,
      );
    }
    if (rule.own?.explain !== undefined) add('other-reading', places.length, rule.own.explain);
    for (const text of rule.falsePositives) add('other-reading', places.length, text);
  }
  add(
    'many-tests',
    0,
    `${counted(ruleCount, 'rule')} looked at ${counted(figures.actors.size, 'actor')} and ${counted(figures.pairs.size, 'pair')} of actor and target; among so many some meet a rule by chance.`,
  );
  return explanations;
}

function addPair(
  actor: number,
  target: number,
  own: FindingFigures,
  figures: LogFigures,
  add: (kind: string, eventCount: number, sentence: string) => void,
): void {
  const pair = figures.pairs.find(pairKey(actor, target));
  const events = figures.ofPair.events[pair]!;
  const withCase = figures.ofPair.withCase[pair]!;
  if (events > own.events) {
    add(
      'further-events',
      events - own.events,
      `The log has ${counted(events, 'event')} of this actor on this target; ${withCase} of them give a case reference.`,
    );
  }
  if (own.otherActors > 0) {
    add(
      'other-actors',
      own.otherActorEvents,
      `${counted(own.otherActors, 'other actor')} searched for the same target (${counted(own.otherActorEvents, 'event')} not of this actor).`,
    );
  }
}

/** What the log does not show about the finding's events. Rules and sources say theirs as well. */
export function hiddenPartsOf(own: FindingFigures): string[] {
  const parts: string[] = [];
  if (own.caseHidden > 0) {
    parts.push(
      `Whether there was a case: in ${own.caseHidden} of ${counted(own.events, 'event')} the cells that could say so are hidden or not part of the log.`,
    );
  }
  if (own.reasonHidden > 0)
    parts.push(`The reason: it is hidden in ${own.reasonHidden} of ${counted(own.events, 'event')}.`);
  return parts;
}
