import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../electron/core/rules/check-rules.ts';
import { packFolder } from '../../../electron/core/rules/rule-files.ts';
import { type MemoryRecord, memoryTable } from './memory-table.ts';
import { findIn, pack } from './rule-run.ts';

const standalone = pack.rules.filter((rule) => rule.standalone);
const texts = (event: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(event).map(([name, value]) => [name, String(value)])) as MemoryRecord;

describe('the rule pack', () => {
  it('has no fault, and every rule does what its own tests say', async () => {
    expect(await checkRules({ paths: [packFolder] })).toEqual({ files: 11, ok: true, problems: [] });
  });

  it('says where it comes from, what it means and what else it could mean', () => {
    expect(standalone).toHaveLength(11);
    for (const { author, license, description, falsePositives, level, own, name } of standalone) {
      expect([name, author, license]).toEqual([name, 'Scrutineer', 'Apache-2.0']);
      expect(description.length).toBeGreaterThan(80);
      expect(falsePositives.length).toBeGreaterThan(0);
      expect(level).not.toBe('critical');
      expect(own?.explain).toBeDefined();
      expect(own?.cannotTell.length).toBeGreaterThan(0);
    }
  });

  it('accuses nobody', () => {
    for (const { text } of pack.rules)
      expect(text).not.toMatch(/violat|misuse|abus|guilt|illegal|unlawful|suspect/i);
  });

  it('asks for no case only by what the log can tell', () => {
    for (const { text, name } of pack.rules) {
      expect([name, /caseNumber\s*:|caseNumberState/.test(text.split('tests:')[0]!)]).toEqual([name, false]);
    }
  });

  it.each(standalone.map((rule) => [rule.name!, rule] as const))(
    '%s: has tests that match, tests that do not, and one with hidden cells; its sentence fills',
    async (name, rule) => {
      const tests = rule.own!.tests;
      const matching = tests.filter(({ expected }) => expected !== 'no-match');
      const others = tests.filter(({ expected }) => expected === 'no-match');
      expect(matching.length).toBeGreaterThan(0);
      expect(others.some(({ events }) => JSON.stringify(events).includes('***'))).toBe(true);
      for (const { events } of matching) {
        const table = memoryTable([{ sha256: 'a'.repeat(64), records: events.map(texts) }]);
        const found = await findIn(table, { caseZone: 'UTC' });
        const findings = found.named(name);
        expect(findings.length).toBeGreaterThan(0);
        for (const { grounds, kind, actors, targets } of findings) {
          expect(kind).toBe(rule.own!.finding);
          expect(kind === 'target-crowd' ? targets : actors).toHaveLength(1);
          for (const { sentence } of grounds) expect(sentence).not.toMatch(/[{}]|undefined|NaN/);
        }
      }
    },
  );

  it('keeps quiet where masks hide everything', async () => {
    const records = Array.from({ length: 60 }, (_, i) => ({
      at: new Date(Date.UTC(2025, 2, 1, i)).toISOString(),
      actor: '***',
      target: '***',
      reason: '***',
      caseNumber: '***',
    }));
    const found = await findIn(memoryTable([{ sha256: 'a'.repeat(64), records }]));
    expect(found.findings).toEqual([]);
  });

  it('does not apply where the log lacks what a rule asks for, and says what', async () => {
    const records = [{ at: '2025-06-18T00:02:04Z', actor: 'K. Reyes', reason: 'investigation' }];
    const { outcomes } = await findIn(memoryTable([{ sha256: 'a'.repeat(64), records }]));
    const status = (name: string) =>
      outcomes.find(({ rule }) => 'name' in rule && rule.name === name)!.status;
    for (const name of ['persistent-target-without-case', 'night-target-without-case', 'burst-of-targets'])
      expect(status(name)).toMatchObject({
        status: 'not-applicable',
        reason: expect.stringContaining('case'),
      });
    expect(status('changing-reasons')).toMatchObject({
      status: 'not-applicable',
      reason: expect.stringContaining('target'),
    });
    expect(status('junk-reasons').status).toBe('ran');
  });
});
