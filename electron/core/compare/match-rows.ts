/** What is known of the rows of both sides, those of the first before those of the second. */
export interface ComparedRows {
  readonly firstCount: number;
  readonly secondCount: number;
  /** Two words a row: rows with the same are taken for the same record. */
  readonly keys: Uint32Array;
  /** 1 where the key is the log's own id. */
  readonly hasId: Uint8Array;
  /** Two words a row: all that is compared. */
  readonly contents: Uint32Array;
  readonly micros: Float64Array;
}

/** What matching came to. Rows of the second are numbered as they are in it. */
export interface MatchedRows {
  /** Records of both, with the same content or not. */
  inBoth: number;
  /** Pairs of rows with other content, ascending by the first's; the lists run in parallel. */
  changedFirst: number[];
  changedSecond: number[];
  /** Of these, those that only their time brought together. */
  pairedByTime: number;
  readonly onlyFirst: number[];
  readonly onlySecond: number[];
  /** Further rows of a key in its own side, and those of them that say something else. */
  readonly repeats: [first: number, second: number];
  readonly unlike: [first: number, second: number];
}

/**
 * Matches rows by their keys. Of rows with the same id in one source the first counts, unless another is the one that the
 * other source has; rows without ids are paired first where they are the same, then in order. What is left is paired
 * where it is the only one of its source at that time.
 */
export function matchRows(rows: ComparedRows): MatchedRows {
  const matched: MatchedRows = {
    inBoth: 0,
    changedFirst: [],
    changedSecond: [],
    pairedByTime: 0,
    onlyFirst: [],
    onlySecond: [],
    repeats: [0, 0],
    unlike: [0, 0],
  };
  eachGroup(rows.keys, rows.firstCount, all(rows.firstCount + rows.secondCount), (first, second) => {
    const representative = first[0] ?? second[0]!;
    if (rows.hasId[representative] === 1) matchById(rows, matched, first, second);
    else matchByContent(rows, matched, first, second);
  });
  pairByTime(rows, matched);
  sortChanged(matched);
  matched.onlyFirst.sort((a, b) => a - b);
  matched.onlySecond.sort((a, b) => a - b);
  return matched;
}

function pair(matched: MatchedRows, first: number, second: number): void {
  matched.changedFirst.push(first);
  matched.changedSecond.push(second);
}

function sortChanged(matched: MatchedRows): void {
  const { changedFirst, changedSecond } = matched;
  const order = Uint32Array.from(changedFirst.keys()).sort((a, b) => changedFirst[a]! - changedFirst[b]!);
  matched.changedFirst = Array.from(order, (at) => changedFirst[at]!);
  matched.changedSecond = Array.from(order, (at) => changedSecond[at]!);
}

const sameContent = ({ contents }: ComparedRows, a: number, b: number): boolean =>
  contents[a * 2] === contents[b * 2] && contents[a * 2 + 1] === contents[b * 2 + 1];

function matchById(rows: ComparedRows, matched: MatchedRows, first: number[], second: number[]): void {
  for (const [side, own] of [first, second].entries()) {
    matched.repeats[side]! += Math.max(0, own.length - 1);
    for (const row of own) if (!sameContent(rows, own[0]!, row)) matched.unlike[side]!++;
  }
  if (first.length === 0) matched.onlySecond.push(second[0]! - rows.firstCount);
  else if (second.length === 0) matched.onlyFirst.push(first[0]!);
  else {
    matched.inBoth++;
    if (first.some((a) => second.some((b) => sameContent(rows, a, b)))) return;
    pair(matched, first[0]!, second[0]! - rows.firstCount);
  }
}

function matchByContent(rows: ComparedRows, matched: MatchedRows, first: number[], second: number[]): void {
  const own = [first, second].map((side, index) => {
    const distinct = new Map(side.toReversed().map((row) => [contentKey(rows, row), row]));
    matched.repeats[index]! += side.length - distinct.size;
    return distinct;
  });
  const [ofFirst, ofSecond] = own as [Map<string, number>, Map<string, number>];
  for (const key of [...ofFirst.keys()]) {
    if (!ofSecond.delete(key)) continue;
    ofFirst.delete(key);
    matched.inBoth++;
  }
  const ascending = (left: Map<string, number>) => [...left.values()].sort((a, b) => a - b);
  const [a, b] = [ascending(ofFirst), ascending(ofSecond)];
  const pairs = Math.min(a.length, b.length);
  for (let i = 0; i < pairs; i++) pair(matched, a[i]!, b[i]! - rows.firstCount);
  matched.inBoth += pairs;
  for (const row of a.slice(pairs)) matched.onlyFirst.push(row);
  for (const row of b.slice(pairs)) matched.onlySecond.push(row - rows.firstCount);
}

const contentKey = ({ contents }: ComparedRows, row: number): string =>
  `${contents[row * 2]} ${contents[row * 2 + 1]}`;

/** Another mask over who or whom leaves only the time to know a record by. Rows with ids are known by these. */
function pairByTime(rows: ComparedRows, matched: MatchedRows): void {
  const { firstCount, hasId, micros } = rows;
  const left = [...matched.onlyFirst, ...matched.onlySecond.map((row) => row + firstCount)].filter(
    (row) => hasId[row] === 0,
  );
  if (left.length === 0) return;
  const times = new Uint32Array((firstCount + rows.secondCount) * 2);
  for (const row of left) {
    times[row * 2] = micros[row]! % 2 ** 32;
    times[row * 2 + 1] = Math.floor(micros[row]! / 2 ** 32);
  }
  const paired = new Set<number>();
  eachGroup(times, firstCount, left, (first, second) => {
    if (first.length !== 1 || second.length !== 1) return;
    paired.add(first[0]!).add(second[0]!);
    pair(matched, first[0]!, second[0]! - firstCount);
    matched.pairedByTime++;
    matched.inBoth++;
  });
  keep(matched.onlyFirst, (row) => !paired.has(row));
  keep(matched.onlySecond, (row) => !paired.has(row + firstCount));
}

function keep(list: number[], wanted: (row: number) => boolean): void {
  let kept = 0;
  for (const row of list) if (wanted(row)) list[kept++] = row;
  list.length = kept;
}

function* all(count: number): Iterable<number> {
  for (let row = 0; row < count; row++) yield row;
}

/** Calls `use` for the rows of each key, ascending, those of the first side apart from those of the second. */
function eachGroup(
  keys: Uint32Array,
  firstCount: number,
  rows: Iterable<number>,
  use: (first: number[], second: number[]) => void,
): void {
  const count = keys.length / 2;
  const next = new Int32Array(count).fill(-1);
  const last = new Int32Array(count);
  const isHead = new Uint8Array(count);
  const slots = new Int32Array(2 ** Math.max(4, Math.ceil(Math.log2(count * 1.6 + 1))));
  const mask = slots.length - 1;
  for (const row of rows) {
    const spread = keys[row * 2]! ^ Math.imul(keys[row * 2 + 1]!, 0x9e3779b1);
    let slot = (Math.imul(spread, 0x85ebca6b) >>> 4) & mask;
    for (;;) {
      const head = slots[slot]! - 1;
      if (head === -1) {
        slots[slot] = row + 1;
        isHead[row] = 1;
        last[row] = row;
        break;
      }
      if (keys[head * 2] === keys[row * 2] && keys[head * 2 + 1] === keys[row * 2 + 1]) {
        next[last[head]!] = row;
        last[head] = row;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  for (let head = 0; head < count; head++) {
    if (isHead[head] === 0) continue;
    const first: number[] = [];
    const second: number[] = [];
    for (let row = head; row !== -1; row = next[row]!) (row < firstCount ? first : second).push(row);
    use(first, second);
  }
}
