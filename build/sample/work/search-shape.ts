import type { Random } from '../random.ts';
import { Weighted } from '../weighted.ts';
import { firstLogDay, lastLogDay, secondsPerDay, utcOf } from '../zone.ts';

/** How searches are made, whatever they are for: their type, how far they reach and which period they ask for. */

export const plateSearches = new Weighted([
  ['lookup', 48],
  ['search', 27],
  ['search - Mobile', 9],
  ['lookup - Mobile', 7],
  ['convoy', 0.6],
  ['mostSeenOcrValues', 0.2],
]);

export const platelessSearches = new Weighted([
  ['freeform', 50],
  ['freeform - Mobile', 8],
  ['visual', 26],
  ['multiGeo', 10],
]);

export const verdicts = new Weighted([
  ['allow', 88],
  ['block', 8],
  ['warn', 4],
]);

type Reach = readonly [fewest: number, most: number];
const reaches = new Weighted<Reach>([
  [[1, 1], 50],
  [[22, 94], 15],
  [[598, 655], 25],
  [[5190, 6990], 9.8],
  // Real logs have it; it does not mean that nothing was searched.
  [[0, 0], 0.2],
]);

/** Total Networks Searched. */
export function drawNetworks(random: Random): number {
  const [fewest, most] = reaches.at(random.next());
  return random.between(fewest, most);
}

const presetDays = new Weighted([
  [1, 12],
  [3, 10],
  [7, 30],
  [14, 10],
  [30, 38],
]);

const daysBefore = 45;
const midnights = Array.from({ length: lastLogDay - firstLogDay + daysBefore + 3 }, (_, at) =>
  utcOf(firstLogDay - daysBefore + at, 0),
);

/** The local midnight that begins a day of the year or of the weeks before it. */
function midnight(day: number): number {
  return midnights[day - firstLogDay + daysBefore]!;
}

/** How many days back a search asks, and whether in whole local days or up to the moment of the search. */
export interface Frame {
  start: number;
  end: number;
}

export function drawFrame(random: Random, at: number, day: number, frame: Frame): void {
  const days = presetDays.at(random.next());
  if (random.chance(0.6)) {
    frame.start = midnight(day - days + 1);
    frame.end = midnight(day + 1) - 1;
  } else {
    frame.start = at - days * secondsPerDay;
    frame.end = at;
  }
}
