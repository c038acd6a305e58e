import type { ScreenName } from '../state/route.ts';

export const screenTitles: Record<ScreenName, string> = {
  cases: 'Cases',
  overview: 'Overview',
  evidence: 'Evidence',
  import: 'Import',
  events: 'Events',
  findings: 'Findings',
  rules: 'Rules',
  report: 'Report',
  verify: 'Verify a package',
  activity: 'Activity',
  help: 'Help',
};
