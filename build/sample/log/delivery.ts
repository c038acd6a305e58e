import { join } from 'node:path';
import { OutputFile } from '../bytes/output-file.ts';
import { RowBytes } from '../bytes/row-bytes.ts';
import { utcText } from '../moments.ts';
import type { TruthDefect, TruthFile } from '../truth.ts';
import { logEnd, logStart } from '../zone.ts';
import { encodeEvent } from './encode.ts';
import { type LogEvent, logHeaders } from './event.ts';
import { MonthFile } from './month-file.ts';
import type { MonthPlan } from './month-plan.ts';

/** Where events go, in order of time. */
export interface Delivery {
  readonly add: (event: LogEvent, planted: boolean) => void;
  readonly close: () => { readonly files: readonly TruthFile[]; readonly defects: readonly TruthDefect[] };
}

/** Monthly exports as an agency delivers them; no more than two are open at a time. */
export function deliverMonths(
  folder: string,
  plans: readonly MonthPlan[],
  seed: number,
  countBetween: (start: number, end: number) => number,
): Delivery {
  const row = new RowBytes();
  const files: TruthFile[] = [];
  const defects: TruthDefect[] = [];
  let open: MonthFile[] = [];
  let opened = 0;
  const moveTo = (at: number) => {
    for (const file of open.filter(({ plan }) => plan.end <= at)) {
      files.push(file.close());
      defects.push(...file.defects);
    }
    open = open.filter(({ plan }) => plan.end > at);
    for (let plan = plans[opened]; plan !== undefined && plan.start <= at; plan = plans[++opened]) {
      open.push(new MonthFile(folder, plan, seed, countBetween(plan.start, plan.end)));
    }
  };
  let nextMove = Number.NEGATIVE_INFINITY;
  return {
    add: (event, planted) => {
      while (event.at >= nextMove) {
        moveTo(Math.max(nextMove, plans[0]!.start));
        nextMove = Math.min(plans[opened]?.start ?? Infinity, ...open.map(({ plan }) => plan.end));
      }
      row.clear();
      encodeEvent(row, event);
      for (let at = 0; at < open.length; at++) {
        open[at]!.add(event, row, planted, open[at - 1]?.plan.name ?? null);
      }
    },
    close: () => {
      for (const { start } of plans) moveTo(start);
      moveTo(Infinity);
      return { files, defects };
    },
  };
}

/** One file without a defect: exactly the events. */
export function deliverClean(folder: string): Delivery {
  const row = new RowBytes();
  const file = new OutputFile(join(folder, 'audit.csv'));
  file.appendText(`${logHeaders.join(',')}\n`);
  let records = 0;
  let first: number | null = null;
  let last: number | null = null;
  return {
    add: (event) => {
      row.clear();
      encodeEvent(row, event);
      row.byte(10);
      file.append(row.bytes, row.length);
      records++;
      first ??= event.at;
      last = event.at;
    },
    close: () => ({
      files: [
        {
          file: 'logs/audit.csv',
          ...file.close(),
          periodStart: utcText(logStart),
          periodEnd: utcText(logEnd),
          lineEnd: 'LF',
          byteOrderMark: false,
          preambleLines: 0,
          blankLinesAtEnd: 0,
          headerOffset: 0,
          records,
          imported: records,
          rejected: 0,
          duplicate: 0,
          firstEventAt: first === null ? null : utcText(first),
          lastEventAt: last === null ? null : utcText(last),
        },
      ],
      defects: [],
    }),
  };
}
