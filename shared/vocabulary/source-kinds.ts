/** What a source can be imported as. Everything but `events` is a reference table. */
export const sourceKinds = [
  'events',
  'personnel',
  'relations',
  'cases',
  'schedule',
  'overtime',
  'leave',
  'watchlist',
  'subjects',
  'calls',
  'accounts',
  'training',
  'employment',
] as const;
export type SourceKind = (typeof sourceKinds)[number];
