import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { RecentCase } from '../../shared/contract/host.ts';
import { readStoredJson, writeStoredJson } from './stored-json.ts';

const mostCases = 20;
const stored = v.array(v.object({ dir: v.string(), name: v.string(), openedAt: v.string() }));

/** The cases that were opened last, newest first, kept in the user's data folder. */
export interface RecentCases {
  list(): RecentCase[];
  remember(dir: string, name: string): void;
  forget(dir: string): void;
}

export function recentCases(userData: string, now: () => Date = () => new Date()): RecentCases {
  const file = join(userData, 'recent-cases.json');
  const read = () => readStoredJson(file, stored, []);
  const others = (dir: string) => read().filter((one) => one.dir !== resolve(dir));
  return {
    list: () => read().map((one) => ({ ...one, exists: existsSync(join(one.dir, 'case.db')) })),
    remember(dir, name) {
      const newest = { dir: resolve(dir), name, openedAt: now().toISOString() };
      writeStoredJson(file, [newest, ...others(dir)].slice(0, mostCases));
    },
    forget: (dir) => writeStoredJson(file, others(dir)),
  };
}
