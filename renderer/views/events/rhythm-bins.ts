/** A stretch of days and its events. */
export interface DayBin {
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/**
 * Days put together so that at most `most` bars are drawn, each of the same number of days (the last may be shorter).
 */
export function binDays(
  days: readonly { readonly date: string; readonly count: number }[],
  most: number,
): DayBin[] {
  const daysPerBin = Math.max(1, Math.ceil(days.length / Math.max(1, most)));
  const bins: DayBin[] = [];
  for (let start = 0; start < days.length; start += daysPerBin) {
    const part = days.slice(start, start + daysPerBin);
    bins.push({
      from: part[0]!.date,
      to: part.at(-1)!.date,
      count: part.reduce((sum, { count }) => sum + count, 0),
    });
  }
  return bins;
}

/**
 * How dark a count is drawn, 0 (none) to 5: by the square root of its share of the largest, so that small counts stay
 * visible beside large ones.
 */
export function shade(count: number, largest: number): number {
  if (count <= 0 || largest <= 0) return 0;
  return Math.max(1, Math.ceil(Math.sqrt(count / largest) * 5));
}

/** Days that can be labelled under bars without crowding: at most `most`, the first one included. */
export function labelledBins(bins: readonly DayBin[], most: number): number[] {
  const step = Math.max(1, Math.ceil(bins.length / Math.max(1, most)));
  return bins.flatMap((_, index) => (index % step === 0 ? [index] : []));
}
