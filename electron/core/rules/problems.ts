import type { LineCounter } from 'yaml';
import type { RuleProblem } from '../../../shared/contract/records.ts';

/** Takes what is wrong with a rule file, by offset in its text. */
export interface ProblemSink {
  error(offset: number, message: string): void;
  warning(offset: number, message: string): void;
  /** The same where only line and column are known. */
  errorAt(line: number, column: number, message: string): void;
  warningAt(line: number, column: number, message: string): void;
  /** Errors so far. */
  readonly errorCount: number;
  /** All so far, in the order they were found. */
  readonly all: readonly RuleProblem[];
}

/** A rule can repeat one mistake a million times; a person reads the first few. */
const maxProblems = 200;

export function createProblemSink(file: string, lines: LineCounter): ProblemSink {
  const all: RuleProblem[] = [];
  let errorCount = 0;
  const add = (line: number, column: number, severity: RuleProblem['severity'], message: string) => {
    if (severity === 'error') errorCount++;
    if (all.length >= maxProblems) return;
    all.push({ file, line: Math.max(1, line), column: Math.max(1, column), severity, message });
  };
  const addAt = (offset: number, severity: RuleProblem['severity'], message: string) => {
    const { line, col } = lines.linePos(offset);
    add(line, col, severity, message);
  };
  return {
    error: (offset, message) => addAt(offset, 'error', message),
    warning: (offset, message) => addAt(offset, 'warning', message),
    errorAt: (line, column, message) => add(line, column, 'error', message),
    warningAt: (line, column, message) => add(line, column, 'warning', message),
    get errorCount() {
      return errorCount;
    },
    all,
  };
}

/** The name most like the one given, for "did you mean"; undefined if none is near. */
function nearest(name: string, names: Iterable<string>): string | undefined {
  if (name.length > 40) return undefined;
  let best: string | undefined;
  let bestDistance = name.length < 4 ? 2 : 3;
  for (const candidate of names) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}

/** " Did you mean x?" or nothing. */
export function suggestion(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
