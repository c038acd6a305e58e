import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A rule for the benchmark, as a Sigma file and as the SQL that the one-query-a-rule backends make of it. */
export interface BenchRule {
  readonly yaml: string;
  /** A condition over a table `log` of NOCASE text columns with the names of the canonical fields. */
  readonly sql: string;
}

const words = [
  'warrant',
  'stolen',
  'traffic',
  'person',
  'bolo',
  'assault',
  'theft',
  'invest',
  'test',
  'welfare',
];

/**
 * Rules as the public ones are built: an equality, "contains" and "ends with" lists, a filter. Numbered values keep
 * them different, so that few predicates are shared.
 */
export function benchRules(count: number): BenchRule[] {
  return Array.from({ length: count }, (_, i) => {
    const actor = `officer${(i * 37) % 5000}`;
    const first = words[i % words.length]!;
    const second = `${words[(i * 7 + 3) % words.length]!} ${i % 97}`;
    const plate = String(i % 10_000).padStart(4, '0');
    const shape = i % 4;
    const head = `title: Bench ${i}\nid: ${identifier(i)}\nstatus: test\nlogsource:\n  category: access-log\n`;
    if (shape === 0) {
      return {
        yaml: `${head}detection:\n  sel:\n    actor: ${actor}\n    reason|contains: ['${first}', '${second}']\n  condition: sel\nlevel: low\n`,
        sql: `actor = '${actor}' AND (reason LIKE '%${first}%' ESCAPE '\\' OR reason LIKE '%${second}%' ESCAPE '\\')`,
      };
    }
    if (shape === 1) {
      return {
        yaml: `${head}detection:\n  sel:\n    action: lookup\n    target|endswith: '${plate}'\n  filter:\n    reason|contains: '${first}'\n  condition: sel and not filter\nlevel: low\n`,
        sql: `action = 'lookup' AND target LIKE '%${plate}' ESCAPE '\\' AND NOT (reason LIKE '%${first}%' ESCAPE '\\')`,
      };
    }
    if (shape === 2) {
      return {
        yaml: `${head}detection:\n  sel_a:\n    caseNumber|contains: '-${plate}'\n  sel_b:\n    reason|startswith: ['${first}', '${second}']\n    actor|endswith: '${i % 1000}'\n  condition: 1 of sel_*\nlevel: low\n`,
        sql: `caseNumber LIKE '%-${plate}%' ESCAPE '\\' OR ((reason LIKE '${first}%' ESCAPE '\\' OR reason LIKE '${second}%' ESCAPE '\\') AND actor LIKE '%${i % 1000}' ESCAPE '\\')`,
      };
    }
    return {
      yaml: `${head}detection:\n  sel:\n    target|contains|all: ['${plate.slice(0, 2)}', '${plate.slice(2)}']\n    action|startswith: search\n  filter:\n    actor: ['${actor}', 'officer${i}']\n  condition: sel and not filter\nlevel: low\n`,
      sql: `(target LIKE '%${plate.slice(0, 2)}%' ESCAPE '\\' AND target LIKE '%${plate.slice(2)}%' ESCAPE '\\') AND action LIKE 'search%' ESCAPE '\\' AND NOT (actor = '${actor}' OR actor = 'officer${i}')`,
    };
  });
}

function identifier(i: number): string {
  return `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
}

/** Writes the rules as files and returns their folder. */
export function writeRules(folder: string, rules: readonly BenchRule[]): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  rules.forEach(({ yaml }, i) => {
    writeFileSync(join(folder, `rule-${String(i).padStart(5, '0')}.yml`), yaml);
  });
  return folder;
}
