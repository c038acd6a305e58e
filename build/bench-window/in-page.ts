/// <reference lib="dom" />

/** A stretch in which the page's main thread did not come back, and what was under way. */
export interface Block {
  readonly during: string;
  readonly ms: number;
}

/** What `installBench` leaves in the page. */
export interface Bench {
  /** Milliseconds from `act` to the paint that shows each of the stages, in their order. */
  time(during: string, act: () => void, stages: readonly (() => boolean)[]): Promise<number[]>;
  /** Waits for something that is not measured. */
  until(isDone: () => boolean): Promise<void>;
  during(what: string): void;
  /** Goes to an address of the page. */
  go(hash: string): void;
  /** Gives the blocks so far and forgets them. */
  takeBlocks(): Block[];
  find(selector: string, text?: string): HTMLElement;
  /** Nothing that is shown is still being fetched. */
  isSettled(selector: string): boolean;
}

/** Runs in the page, as text: it may use nothing from outside itself. */
export function installBench(): void {
  const patienceMs = 30_000;
  const marks: { atMs: number; during: string }[] = [{ atMs: 0, during: 'start' }];
  let blocks: { startedAtMs: number; ms: number }[] = [];
  const note = (entries: PerformanceEntryList) => {
    for (const { startTime, duration } of entries) blocks.push({ startedAtMs: startTime, ms: duration });
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });
  const during = (what: string) => void marks.push({ atMs: performance.now(), during: what });
  /** Resolves after the paint of the first frame that shows it. */
  const shown = (isDone: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const startedAtMs = performance.now();
      const look = () => {
        if (isDone()) setTimeout(resolve);
        else if (performance.now() - startedAtMs > patienceMs) reject(new Error(`waited for ${isDone}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  const bench: Bench = {
    async time(what, act, stages) {
      during(what);
      const startedAtMs = performance.now();
      const times: number[] = [];
      act();
      for (const stage of stages) {
        await shown(stage);
        times.push(performance.now() - startedAtMs);
      }
      during('between');
      return times;
    },
    until: shown,
    during,
    go(hash) {
      location.hash = hash;
    },
    takeBlocks() {
      note(observer.takeRecords());
      const taken = blocks.map(({ startedAtMs, ms }) => ({
        during: marks.findLast(({ atMs }) => atMs < startedAtMs + ms)?.during ?? 'start',
        ms,
      }));
      blocks = [];
      return taken;
    },
    find(selector, text) {
      const all = [...document.querySelectorAll<HTMLElement>(selector)];
      const found = all.find((element) => text === undefined || element.textContent?.includes(text));
      if (!found) throw new Error(`there is no ${selector} with "${text}"`);
      return found;
    },
    isSettled(selector) {
      const all = [...document.querySelectorAll(selector)];
      return all.length > 0 && all.every((element) => element.getAttribute('aria-busy') !== 'true');
    },
  };
  Reflect.set(globalThis, 'bench', bench);
}
