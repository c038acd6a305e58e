import { resolve } from 'node:path';
import type { Place } from './option.ts';

/** A profile is the id of a built-in one, or a file: what ends in .yml or .yaml or has a folder in it. */
export function profilePath([word]: readonly string[], { baseDir }: Place): string | undefined {
  if (word === undefined) return undefined;
  return /\.ya?ml$|[/\\]/i.test(word) ? resolve(baseDir, word) : word;
}
