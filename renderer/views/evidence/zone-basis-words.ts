import type { TimezoneBasis } from '../../../shared/contract/records.ts';

const bases: Record<TimezoneBasis['basis'], string> = {
  data: 'as the log itself says',
  profile: 'as the profile of this log says',
  option: 'as chosen at the import',
  case: 'of the case, because nothing else says',
  unknown: 'nothing says which',
};

/** The zone in which times without one were read, and why that one. */
export function zoneBasisWords({ zone, basis }: TimezoneBasis): string {
  return basis === 'unknown' ? 'unknown: nothing says which' : `${zone}, ${bases[basis]}`;
}
