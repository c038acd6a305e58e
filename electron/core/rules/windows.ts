/** Entries of one group that follow each other, by their index, with the number that was compared. */
export interface Window {
  readonly first: number;
  last: number;
  /** The largest number over the windows joined in it. */
  peak: number;
}

/** What is known of the entries in a window, kept up to date as entries come and go. */
export interface WindowState {
  add(index: number): void;
  remove(index: number): void;
  holds(): boolean;
  /** The number compared. */
  value(): number;
}

/**
 * Slides a window over the entries of one group, from `start` up to before `end` and in order of time. A window ends at
 * an instant at which there is an entry, holds all entries of that instant, and reaches back by the time span, the edge
 * included. `visit` is called while `state` holds the window's entries; `state` is empty before and after.
 */
export function forEachWindow(
  times: Float64Array,
  start: number,
  end: number,
  spanMicros: number,
  state: WindowState,
  visit: (first: number, last: number) => void,
): void {
  let first = start;
  for (let last = start; last < end; last++) {
    state.add(last);
    while (times[last]! - times[first]! > spanMicros) state.remove(first++);
    if (last + 1 < end && times[last + 1] === times[last]) continue;
    visit(first, last);
  }
  for (; first < end; first++) state.remove(first);
}

/** Joins the windows that satisfy the condition and share an entry. */
export function slideWindows(
  times: Float64Array,
  start: number,
  end: number,
  spanMicros: number,
  state: WindowState,
): Window[] {
  const bursts: Window[] = [];
  forEachWindow(times, start, end, spanMicros, state, (first, last) => {
    if (state.holds()) join(bursts, first, last, state.value());
  });
  return bursts;
}

/** Windows arrive with both ends ascending. */
function join(bursts: Window[], first: number, last: number, value: number): void {
  const burst = bursts.at(-1);
  if (burst === undefined || first > burst.last) bursts.push({ first, last, peak: value });
  else {
    burst.last = last;
    burst.peak = Math.max(burst.peak, value);
  }
}

/** What is known of each entry: its time, the place of its event in canonical order, the base rule it is a hit of. */
export interface Steps {
  readonly times: Float64Array;
  readonly places: Int32Array;
  readonly bases: Uint8Array;
}

/**
 * Finds rules that follow each other in the order given within the time span. A window ends at an entry of the last
 * rule and begins with the earliest entry of the first rule in reach. One event
 * cannot be two steps, and of two events at one instant the canonical order says which is first.
 */
export function slideSequences(
  { times, places, bases }: Steps,
  start: number,
  end: number,
  baseCount: number,
  spanMicros: number,
): Window[] {
  const bursts: Window[] = [];
  // For each step the latest place in the group from which a chain up to that step can begin; -1 = no chain yet.
  const latestStart = new Int32Array(baseCount).fill(-1);
  let earliest = start;
  let from = start;
  while (from < end) {
    let to = from + 1;
    while (to < end && places[to] === places[from]) to++;
    // Steps in falling order: an event does not follow itself.
    for (let index = to - 1; index >= from; index--) {
      const step = bases[index]!;
      latestStart[step] = step === 0 ? index : latestStart[step - 1]!;
      if (step !== baseCount - 1 || latestStart[step]! < 0) continue;
      const now = times[index]!;
      if (now - times[latestStart[step]!]! > spanMicros) continue;
      while (now - times[earliest]! > spanMicros || bases[earliest] !== 0) earliest++;
      join(bursts, earliest, index, baseCount);
    }
    from = to;
  }
  return bursts;
}
