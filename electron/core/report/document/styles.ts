import type { Style } from './lines.ts';

const ink = '#1c1c1c';
const muted = '#565656';
const accent = '#1d3557';

/** Everything the report is set in. */
export const styles = {
  title: { face: 'textStrong', size: 27, color: accent },
  subtitle: { face: 'text', size: 14, color: ink },
  heading1: { face: 'textStrong', size: 17, color: accent },
  heading2: { face: 'textStrong', size: 11.5, color: ink },
  heading3: { face: 'textStrong', size: 10, color: accent },
  text: { face: 'text', size: 10, color: ink },
  strong: { face: 'textStrong', size: 10, color: ink },
  italic: { face: 'textItalic', size: 10, color: muted },
  label: { face: 'text', size: 9.2, color: muted },
  fact: { face: 'text', size: 9.2, color: ink },
  factStrong: { face: 'textStrong', size: 9.2, color: ink },
  factLog: { face: 'log', size: 7.8, color: ink },
  cell: { face: 'text', size: 8.5, color: ink },
  cellHead: { face: 'textStrong', size: 8.5, color: accent },
  cellStrong: { face: 'textStrong', size: 8.5, color: ink },
  cellMuted: { face: 'text', size: 8, color: muted },
  cellState: { face: 'textItalic', size: 8.5, color: muted },
  place: { face: 'text', size: 7.2, color: muted },
  cellParty: { face: 'log', size: 7.4, color: ink },
  cellLog: { face: 'log', size: 6.7, color: ink },
  cellLogMuted: { face: 'log', size: 6.7, color: muted },
  code: { face: 'log', size: 7, color: ink },
  running: { face: 'text', size: 8.5, color: muted },
  marking: { face: 'textStrong', size: 10, color: ink },
  rule: '#9a9a9a',
  hairline: '#cfcfcf',
} as const satisfies Record<string, Style | string>;

/** Distance between baselines for text of a size. */
export const leading = (size: number): number => size * 1.36;

/** How much of that distance is above the baseline. */
export const baselineShare = 0.76;
