import type { LogEntry } from '../../../shared/contract/records.ts';

export interface ActivityFilter {
  readonly text: string;
  /** '' for all. */
  readonly action: string;
  readonly actor: string;
}

const words: Readonly<Record<string, string>> = {
  'case.create': 'Case created',
  'case.verify': 'Case verified',
  'case.backup': 'Case backed up',
  import: 'File imported',
  'import.refused': 'File refused',
  'rules.run': 'Rules run',
  'finding.disposition': 'Disposition',
  'finding.note': 'Note',
  'finding.internal-note': 'Internal note',
  'finding.tag': 'Tag',
  'finding.undo': 'Annotation taken back',
  report: 'Report built',
  export: 'Events exported',
};

/** An action of the log in words; one that this version does not know is shown as it is. */
export function activityWords(action: string): string {
  return words[action] ?? action;
}

/** Details on one line: `name: value` pairs, what is not stated left out, hashes by their beginning. */
export function detailText(details: Readonly<Record<string, unknown>>): string {
  return pairs(details)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
}

function pairs(details: Readonly<Record<string, unknown>>, prefix = ''): [string, string][] {
  return Object.entries(details).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === '') return [];
    if (typeof value === 'object' && !Array.isArray(value)) {
      return pairs(value as Record<string, unknown>, `${prefix}${name}.`);
    }
    const text =
      typeof value === 'string' ? value : Array.isArray(value) ? listText(value) : JSON.stringify(value);
    return [[prefix + name, /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text]];
  });
}

/** A long list by its beginning and its length; the whole entry has it all. */
function listText(list: readonly unknown[]): string {
  if (list.length <= 3) return JSON.stringify(list);
  return `${JSON.stringify(list.slice(0, 3)).slice(0, -1)}, … ${list.length} in all]`;
}

/** The whole entry as it is hashed and exported, for reading. */
export function entryJson(entry: LogEntry): string {
  return JSON.stringify(entry, null, 2);
}

/** The entries that meet a filter, in their order. */
export function filterActivity(
  entries: readonly LogEntry[],
  { text, action, actor }: ActivityFilter,
): LogEntry[] {
  const searched = text.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (action === '' || entry.action === action) &&
      (actor === '' || entry.actor === actor) &&
      (searched === '' ||
        `${entry.seq} ${entry.at} ${entry.actor} ${activityWords(entry.action)} ${JSON.stringify(entry.details)} ${entry.hash}`
          .toLowerCase()
          .includes(searched)),
  );
}
