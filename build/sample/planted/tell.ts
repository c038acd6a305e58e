import type { World } from '../agency/world.ts';
import { caseLookAlikes } from './look-alikes-cases.ts';
import { dutyLookAlikes } from './look-alikes-duty.ts';
import { habitTellers, reasonTellers } from './misuse-reasons.ts';
import { targetTellers } from './misuse-targets.ts';
import { timeTellers } from './misuse-times.ts';
import { Stage } from './stage.ts';
import type { Story, Teller } from './story.ts';

export interface Stories {
  readonly misuse: readonly Story[];
  readonly lookAlikes: readonly Story[];
}

/** No more than this share of the log is planted; stories that do not fit are left out. */
const plantedShare = 0.25;

/** Makes up all stories, into the log and into the tables of the world. */
export function tellStories(world: World, eventCount: number): Stories {
  const stage = new Stage(world);
  const rounds = roundsFor(eventCount);
  let room = Math.floor(eventCount * plantedShare);
  const tell = (tellers: readonly Teller[], round: number): Story[] =>
    tellers.flatMap((teller) => {
      const story = teller(stage, round);
      if (story === null || story.events.length === 0 || story.events.length > room) return [];
      room -= story.events.length;
      for (const actor of story.only ?? []) actor.weight = 0;
      return [story];
    });
  const misuse: Story[] = [];
  const lookAlikes: Story[] = [];
  for (let round = 0; round < rounds; round++) misuse.push(...tell(habitTellers, round));
  for (let round = 0; round < rounds; round++) {
    misuse.push(...tell([...targetTellers, ...reasonTellers, ...timeTellers], round));
    lookAlikes.push(...tell([...caseLookAlikes, ...dutyLookAlikes], round));
  }
  return { misuse, lookAlikes };
}

/** Stories of each kind: few, and hardly more in a large log. */
export function roundsFor(eventCount: number): number {
  if (eventCount < 10_000) return 1;
  if (eventCount < 200_000) return 2;
  return eventCount < 5_000_000 ? 3 : 4;
}
