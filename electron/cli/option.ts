import { resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/** Where a value was given: what it is called in messages and what its relative path is relative to. */
export interface Place {
  readonly called: string;
  readonly baseDir: string;
}

/** One flag or positional argument of a command: how it is written, read and explained. */
export interface Option<Value> {
  /** What stands for the value in help; null: a switch, which has none. */
  readonly label: string | null;
  readonly about: string;
  readonly required: boolean;
  /** May be given again. */
  readonly repeats: boolean;
  /** Whether a further word after the value belongs to the same flag. */
  readonly takesMore: (word: string) => boolean;
  /** Reads the words given for it, none if it was left out. Throws `usage`. */
  readonly read: (words: readonly string[], place: Place) => Value;
  /** Promised, but not built yet. */
  readonly notYet?: boolean;
}

export type Options = Readonly<Record<string, Option<unknown>>>;
export type Values<Given extends Options> = {
  readonly [Name in keyof Given]: Given[Name] extends Option<infer Value> ? Value : never;
};

type ReadWord<Value> = (word: string, place: Place) => Value;

const asText: ReadWord<string> = (word) => word;

const asPath: ReadWord<string> = (word, { called, baseDir }) => {
  if (word === '') throw new AppError('usage', `${called} must not be empty`);
  return resolve(baseDir, word);
};

const asCount: ReadWord<number> = (word, { called }) => {
  if (!/^\d{1,15}$/.test(word))
    throw new AppError('usage', `${called} must be a whole number, not "${word}"`);
  return Number(word);
};

const asChoice =
  <Choice extends string>(choices: readonly Choice[]): ReadWord<Choice> =>
  (word, { called }) => {
    const choice = choices.find((one) => one === word);
    if (choice === undefined) {
      throw new AppError('usage', `${called} must be one of ${choices.join(', ')}, not "${word}"`);
    }
    return choice;
  };

function single<Value>(label: string, about: string, readWord: ReadWord<Value>): Option<Value | undefined> {
  const read = ([word]: readonly string[], place: Place) =>
    word === undefined ? undefined : readWord(word, place);
  return { label, about, required: false, repeats: false, takesMore: () => false, read };
}

function several<Value>(
  label: string,
  about: string,
  readWord: ReadWord<Value>,
  takesMore: (word: string) => boolean,
): Option<readonly Value[]> {
  const read = (words: readonly string[], place: Place) => words.map((word) => readWord(word, place));
  return { label, about, required: false, repeats: true, takesMore, read };
}

/** A switch: there or not. */
export function flag(about: string): Option<boolean> {
  return {
    label: null,
    about,
    required: false,
    repeats: false,
    takesMore: () => false,
    read: (words) => words.length > 0,
  };
}

export const text = (label: string, about: string) => single(label, about, asText);
export const path = (label: string, about: string) => single(label, about, asPath);
export const count = (label: string, about: string) => single(label, about, asCount);
export const choice = <Choice extends string>(label: string, about: string, choices: readonly Choice[]) =>
  single(label, `${about}: ${choices.join(', ')}`, asChoice(choices));

/** The flag again for each value. */
export const texts = (label: string, about: string) => several(label, about, asText, () => false);
/** As many values as follow. */
export const paths = (label: string, about: string) => several(label, about, asPath, () => true);
/** As many conditions as follow: a word without an operator ends them. */
export const conditions = (label: string, about: string) =>
  several(label, about, asText, (word) => /[=<>~]/.test(word));

/** Makes an option one that has to be given. */
export function required<Value>(option: Option<Value>): Option<Exclude<Value, undefined>> {
  const { read, ...rest } = option;
  return {
    ...rest,
    required: true,
    read: (words, place) => {
      if (words.length === 0) throw new AppError('usage', `${place.called} is missing`);
      return read(words, place) as Exclude<Value, undefined>;
    },
  };
}

/** Marks an option that answers "not available yet". */
export function notYet<Value>(option: Option<Value>): Option<Value> {
  return { ...option, notYet: true };
}
