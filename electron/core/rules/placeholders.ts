import type { PlaceholderValues } from './detection-item.ts';

const maxExpansions = 100_000;

/** Names between percent signs, \% being a plain percent sign (Sigma 2.1, "Placeholders"). */
const token = /\\%|%([A-Za-z0-9_.-]+)%/g;

export function placeholderNames(source: string): string[] {
  const names: string[] = [];
  for (const match of source.matchAll(token)) if (match[1] !== undefined) names.push(match[1]);
  return names;
}

/** Every text the source stands for. A placeholder's values may hold wildcards, as the specification has it. */
export function expandPlaceholders(source: string, values: PlaceholderValues): string[] {
  let texts = [''];
  let from = 0;
  for (const match of source.matchAll(token)) {
    const choices = match[1] === undefined ? ['%'] : (values.get(match[1]) ?? []);
    const before = source.slice(from, match.index);
    texts = texts.flatMap((text) => choices.map((choice) => text + before + choice)).slice(0, maxExpansions);
    from = match.index + match[0].length;
  }
  return texts.map((text) => text + source.slice(from));
}
