const intervalMs = 100;

/** Passes on at most ten values a second: the first at once, later the newest when its time has come. */
export interface Throttle<Value> {
  push(value: Value): void;
  /** Passes on the last value if it is still held back. */
  flush(): void;
}

export function throttle<Value>(pass: (value: Value) => void): Throttle<Value> {
  let held: { value: Value } | undefined;
  let passedAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (held === undefined) return;
    const { value } = held;
    held = undefined;
    passedAtMs = performance.now();
    pass(value);
  };
  const push = (value: Value) => {
    held = { value };
    const waitMs = passedAtMs + intervalMs - performance.now();
    if (waitMs <= 0) flush();
    else timer ??= setTimeout(flush, Math.ceil(waitMs)).unref();
  };
  return { push, flush };
}
