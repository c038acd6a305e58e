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
  'finding.tag': 'Tag',
  'finding.undo': 'Annotation taken back',
  report: 'Report built',
  export: 'Events exported',
};

/** An action of the log in words; one that this version does not know is shown as it is. */
export function activityWords(action: string): string {
  return words[action] ?? action;
}

/** Details on one line: `name: value` pairs, nested ones as JSON. */
export function detailText(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
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
        `${entry.seq} ${entry.at} ${entry.actor} ${activityWords(entry.action)} ${detailText(entry.details)} ${entry.hash}`
          .toLowerCase()
          .includes(searched)),
  );
}
