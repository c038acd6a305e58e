import type { Random } from '../random.ts';
import { Weighted } from '../weighted.ts';
import { mistyped } from './vocabulary.ts';

interface Phrase {
  /** As typed by habit 0, 1 and 2. */
  readonly typed: readonly [string, string, string];
  readonly mistyped: readonly string[];
}

const typos = 1 / 45;

/** A list of reasons as people of different typing habits type them. */
export class Phrases {
  readonly #table: Weighted<Phrase>;

  constructor(entries: readonly (readonly [string, number])[]) {
    this.#table = new Weighted(entries.map(([text, weight]) => [phraseOf(text), weight] as const));
  }

  draw(random: Random, typing: number): string {
    const phrase = this.#table.at(random.next());
    return random.chance(typos) ? random.pick(phrase.mistyped) : phrase.typed[typing]!;
  }
}

/** The same for lists in which every phrase is as likely. */
export function evenPhrases(texts: readonly string[]): Phrases {
  return new Phrases(texts.map((text) => [text, 1] as const));
}

function phraseOf(text: string): Phrase {
  return {
    typed: [text, text.toUpperCase(), text.charAt(0).toUpperCase() + text.slice(1)],
    mistyped: mistyped(text),
  };
}
