/** What an examiner can conclude about a finding. None is the default. */
export const dispositions = [
  'substantiated',
  'unsubstantiated',
  'explained',
  'needs-information',
  'referred',
] as const;
export type Disposition = (typeof dispositions)[number];
