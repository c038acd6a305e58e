import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';
import type { SampleOptions } from './generate.ts';

const usage = 'npm run sample -- --out DIR [--events N] [--seed S] [--clean]';

const defaultEventCount = 20_000;
const mostEvents = 100_000_000;

/** Reads the command line; DIR is taken from the caller's folder. Throws usage and exists. */
export function readOptions(words: readonly string[], callerDir: string): SampleOptions {
  const { events, seed, out, clean } = parse(words);
  if (out === undefined || out === '') throw new AppError('usage', `--out is missing. Usage: ${usage}`);
  const outDir = resolve(callerDir, out);
  for (const name of ['logs', 'reference', 'truth.json']) {
    if (!existsSync(join(outDir, name))) continue;
    throw new AppError('exists', `${join(outDir, name)} is there already: name an empty or new folder`);
  }
  return {
    eventCount: integer('--events', events ?? String(defaultEventCount), 1, mostEvents),
    seed: integer('--seed', seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    outDir,
    clean,
  };
}

function parse(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        events: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        clean: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (thrown) {
    throw new AppError('usage', `${(thrown as Error).message}. Usage: ${usage}`);
  }
}

function integer(option: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < low || value > high) {
    throw new AppError('usage', `${option} ${JSON.stringify(text)} is not an integer from ${low} to ${high}`);
  }
  return value;
}
