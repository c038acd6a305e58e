import { columnNames } from '../mapping/column-reference.ts';
import { columnKind } from '../mapping/content-kind.ts';
import { isUnnamed } from '../mapping/header-key.ts';
import type { ColumnContent, Profile } from './profile.ts';

export interface ProfileMatch {
  readonly profile: Profile;
  /** How many columns of the file the profile knows. */
  readonly score: number;
}

/**
 * The profile that fits a file best; null if none does. One saved for exactly these columns comes first, then the one that
 * knows most of them, then the one that needs most, then the first. Columns are matched by name, in any order. `samples` are
 * cells by column: without them no profile fits that looks at what columns hold, none for a file without a header among them.
 */
export function bestProfile(
  headers: readonly string[],
  profiles: readonly Profile[],
  samples?: readonly (readonly string[])[],
): ProfileMatch | null {
  const names = columnNames(headers);
  let best: (ProfileMatch & { readonly rank: readonly number[] }) | null = null;
  for (const profile of profiles) {
    if (!fits(profile, names.find, headers, samples)) continue;
    const columns = knownColumns(profile, names.find);
    const exact = profile.headers !== null && columns.size === headers.length;
    const rank = [exact ? 1 : 0, columns.size, profile.required.length + (profile.headers?.length ?? 0)];
    if (!best || isHigher(rank, best.rank)) best = { profile, score: columns.size, rank };
  }
  return best && { profile: best.profile, score: best.score };
}

function fits(
  { required, absent, headers: saved, contents }: Profile,
  find: (reference: string) => number,
  headers: readonly string[],
  samples: readonly (readonly string[])[] | undefined,
): boolean {
  const references = [...required.map(({ header }) => header), ...(saved ?? [])];
  const needed = new Set(references.map(find));
  if (needed.size === 0 || needed.has(-1) || absent.some((header) => find(header) !== -1)) return false;
  // Positions alone say nothing of a file.
  if ([...needed].every((index) => isUnnamed(headers[index]!, index))) {
    if (needed.size !== headers.length || contents.length === 0) return false;
  }
  return contents.every(({ header, content }) => holds(samples?.[find(header)] ?? [], content));
}

function holds(cells: readonly string[], content: ColumnContent['content']): boolean {
  if (typeof content === 'string') return columnKind(cells, {}) === content;
  const texts = cells.map((cell) => cell.trim()).filter((text) => text !== '');
  return texts.length > 0 && texts.every((text) => content.includes(text));
}

function knownColumns(
  { required, optional, firstOf, headers }: Profile,
  find: (reference: string) => number,
): Set<number> {
  const references = [
    ...[...required, ...optional].map(({ header }) => header),
    ...firstOf.flatMap((choice) => choice.headers),
    ...(headers ?? []),
  ];
  return new Set(references.map(find).filter((index) => index !== -1));
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place !== -1 && a[place]! > b[place]!;
}
