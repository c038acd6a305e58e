import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemoryRecord, type MemorySource, memoryTable } from './memory-table.ts';
import { findIn } from './rule-run.ts';

const search = (at: string, more: Partial<Record<string, string>> = {}): MemoryRecord => ({
  at,
  nativeId: `id-${at}`,
  actor: 'K. Reyes',
  target: 'ABC1234',
  reason: 'inv',
  caseNumber: '',
  ...more,
});
const dayOf = (day: number, more: Partial<Record<string, string>> = {}) =>
  search(`2025-03-${String(day).padStart(2, '0')}T18:30:00Z`, more);
const source = (records: MemoryRecord[], sha256 = 'a'.repeat(64)): MemorySource => ({ sha256, records });

const everySearch = `
title: Any search
id: 0b6f2c1e-0000-4000-8000-000000000001
logsource: { category: access-log }
detection: { s: { reason: odd }, condition: s }
level: low
`;

describe('one actor and one target', () => {
  it('puts the grounds of several rules into one finding with exact sentences', async () => {
    const records = [
      dayOf(1, { reason: 'suspicious vehicle' }),
      dayOf(8, { reason: 'missing child' }),
      dayOf(20, { reason: 'drug investigation' }),
    ];
    const { findings } = await findIn(memoryTable([source(records)]));
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({
      kind: 'actor-target',
      rank: 1,
      level: 'high',
      actors: ['K. Reyes'],
      targets: ['ABC1234'],
      eventCount: 3,
    });
    expect(finding!.id).toMatch(/^F-[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(finding!.title).toBe(
      'One actor searches for the same target again and again without a case, and 1 more rule',
    );
    expect(finding!.grounds.map(({ sentence }) => sentence)).toEqual([
      'K. Reyes searched for ABC1234 3 times on 3 dates between 2025-03-01 10:30:00 -08:00 and 2025-03-20 11:30:00 -07:00 (America/Los_Angeles, the time zone of the case), and none of these searches gives a case reference (distinct values of localDate >= 3 within 180 days, for each actor and target).',
      'K. Reyes searched for ABC1234 3 times between 2025-03-01 10:30:00 -08:00 and 2025-03-20 11:30:00 -07:00 (America/Los_Angeles, the time zone of the case) and gave 3 different reasons: “suspicious vehicle”, “missing child”, “drug investigation”; none of these searches shows a case reference (distinct values of reasonKey >= 3 within 60 days, for each actor and target).',
    ]);
  });

  it('lists its records in canonical order, with the id of the log', async () => {
    const later = source([dayOf(20), dayOf(1)], 'b'.repeat(64));
    const earlier = source([dayOf(8)], 'a'.repeat(64));
    const { findings } = await findIn(memoryTable([later, earlier]));
    const { cited } = findings[0]!;
    expect(cited.listed.map(({ nativeId }) => nativeId)).toEqual(
      [1, 8, 20].map((day) => dayOf(day).nativeId),
    );
    expect(Array.from(cited.records)).toEqual([2, 1, 1]);
    expect(Array.from(cited.sourceOf, (index) => cited.sources[index]![0])).toEqual(['b', 'a', 'b']);
  });

  it('takes names written differently for one, and shows the way the log uses most', async () => {
    const records = [
      dayOf(1, { actor: 'K. REYES', target: 'abc1234' }),
      dayOf(8, { actor: ' k. reyes ', target: 'ＡＢＣ1234' }),
      dayOf(20),
      dayOf(21),
      dayOf(22, { actor: 'K. Reyes' }),
    ];
    const spelled = await findIn(memoryTable([source(records)]), {
      yaml: everySearch.replace('reason: odd', 'reason: inv'),
    });
    expect(spelled.findings).toHaveLength(1);
    expect(spelled.findings[0]).toMatchObject({ actors: ['K. Reyes'], targets: ['ABC1234'], eventCount: 5 });
  });

  it('gives the figures of the stretch with the highest number, and says that there were more', async () => {
    const stretch = (month: number, days: number) =>
      Array.from({ length: days }, (_, i) =>
        search(`2025-0${month}-${String(i + 1).padStart(2, '0')}T18:30:00Z`),
      );
    const yaml = `
title: Any search
name: any
logsource: { category: access-log }
detection: { s: { reason: inv }, condition: s }
---
title: Often
name: often
correlation:
  type: event_count
  rules: [any]
  group-by: [actor, target]
  timespan: 20d
  condition: { gte: 3 }
level: low
scrutineer:
  finding: actor-target
  sentence: "{count|time|times}, {days|date|dates}, first {first}"
`;
    const records = [...stretch(1, 4), ...stretch(4, 7), ...stretch(7, 5)];
    const { findings } = await findIn(memoryTable([source(records)]), { yaml });
    expect(findings).toHaveLength(1);
    expect(findings[0]!.grounds).toMatchObject([
      {
        eventCount: 16,
        sentence:
          '7 times, 7 dates, first 2025-04-01 11:30:00 -07:00 The condition was met in 3 separate stretches of time with 16 events in all; the figures are those of the stretch with the highest number.',
      },
    ]);
  });

  it('counts in a sentence only the events of the finding, where a match is about several', async () => {
    const yaml = `
title: Any search
name: any
logsource: { category: access-log }
detection: { s: { reason: inv }, condition: s }
---
title: Busy target
name: busy
correlation:
  type: event_count
  rules: [any]
  group-by: [target]
  timespan: 30d
  condition: { gte: 3 }
level: low
scrutineer:
  finding: actor-target
  sentence: "{actor}: {count|event|events}"
`;
    const records = [dayOf(1), dayOf(2), dayOf(3, { actor: 'A. Bell' })];
    const { findings } = await findIn(memoryTable([source(records)]), { yaml });
    expect(findings.map(({ grounds }) => grounds[0]!.sentence).sort()).toEqual([
      'A. Bell: 1 event',
      'K. Reyes: 2 events',
    ]);
  });

  it('does not count repeats of an event', async () => {
    const other = dayOf(9, { actor: 'A. Bell' });
    const repeated = { ...source([dayOf(1), dayOf(8), dayOf(20), dayOf(20), other, other]), repeats: [4, 6] };
    for (const inline of [[], ['actor', 'target']]) {
      const { findings } = await findIn(memoryTable([repeated], { inline }));
      expect(findings[0]!.eventCount).toBe(3);
      expect(findings[0]!.explanations.find(({ kind }) => kind === 'other-actors')!.eventCount).toBe(1);
      expect(findings[0]!.explanations.some(({ kind }) => kind === 'further-events')).toBe(false);
    }
  });
});

describe('what cannot be attributed', () => {
  it('makes no finding of masked actors or targets, and counts what was lost', async () => {
    const records = [
      dayOf(1, { reason: 'odd', actor: '***' }),
      dayOf(2, { reason: 'odd', actor: '***' }),
      dayOf(3, { reason: 'odd', target: 'REDACTED' }),
      dayOf(4, { reason: 'odd', actor: '', target: '***' }),
      dayOf(5, { reason: 'odd' }),
    ];
    const { findings, unattributed } = await findIn(memoryTable([source(records)]), { yaml: everySearch });
    expect(findings.map(({ eventCount }) => eventCount)).toEqual([1]);
    expect(unattributed).toEqual([
      {
        ruleId: '0b6f2c1e-0000-4000-8000-000000000001',
        title: 'Any search',
        kind: 'actor-target',
        events: 4,
        withoutActor: 3,
        withoutTarget: 2,
      },
    ]);
  });

  it('goes by the columns there are where a rule does not say what its findings are', async () => {
    const { at, actor, reason } = dayOf(5, { reason: 'odd' });
    const noTarget = memoryTable([source([{ at, actor: actor!, reason: reason! }])]);
    const { findings } = await findIn(noTarget, { yaml: everySearch });
    expect(findings).toMatchObject([{ kind: 'actor-pattern', actors: ['K. Reyes'], targets: [] }]);
    const nobody = memoryTable([source([{ at, reason: reason! }])]);
    const lost = await findIn(nobody, { yaml: everySearch });
    expect(lost.findings).toEqual([]);
    expect(lost.unattributed).toMatchObject([{ kind: null, events: 1 }]);
  });
});

describe('what speaks against a finding', () => {
  // Pairs of the log: Reyes-ABC, Reyes-XYZ, Bell-ABC, Cole-LMN. The rule holds for Reyes-ABC and Cole-LMN.
  const records = [
    dayOf(1),
    dayOf(8, { action: 'lookup' }),
    dayOf(20),
    dayOf(21, { caseNumber: '25-001234' }),
    dayOf(3, { target: 'XYZ987' }),
    dayOf(4, { actor: 'A. Bell', caseNumber: '25-000999' }),
    dayOf(5, { actor: '***' }),
    dayOf(1, { actor: 'B. Cole', target: 'LMN456' }),
    dayOf(2, { actor: 'B. Cole', target: 'LMN456' }),
    dayOf(3, { actor: 'B. Cole', target: 'LMN456' }),
  ];
  const found = findIn(memoryTable([source(records)]), {
    sourceLimits: new Map([
      ['a'.repeat(64), ['A lookup may be automatic.']],
      ['b'.repeat(64), ['Not of this source.']],
    ]),
  });
  const sentenceOf = async (kind: string) => {
    const finding = (await found).findings.find(({ actors }) => actors[0] === 'K. Reyes');
    return finding!.explanations.filter((explanation) => explanation.kind === kind);
  };

  it('gives the base rate of each rule', async () => {
    expect(await sentenceOf('base-rate')).toEqual([
      {
        kind: 'base-rate',
        eventCount: 0,
        sentence:
          'The rule “One actor searches for the same target again and again without a case” holds for 2 of 4 pairs of actor and target in the log.',
      },
    ]);
  });

  it('gives the further events of the pair and their case references', async () => {
    expect(await sentenceOf('further-events')).toEqual([
      {
        kind: 'further-events',
        eventCount: 1,
        sentence: 'The log has 4 events of this actor on this target; 1 of them give a case reference.',
      },
    ]);
  });

  it('gives the other actors, those that are hidden among their events only', async () => {
    expect(await sentenceOf('other-actors')).toEqual([
      {
        kind: 'other-actors',
        eventCount: 2,
        sentence: '1 other actor searched for the same target (2 events not of this actor).',
      },
    ]);
  });

  it('says which events a machine may have made, and how many tests were made', async () => {
    expect((await sentenceOf('may-be-automatic')).map(({ eventCount }) => eventCount)).toEqual([1]);
    const [tests] = await sentenceOf('many-tests');
    expect(tests!.sentence).toContain('11 rules looked at 3 actors and 4 pairs of actor and target');
  });

  it('repeats what rule and source cannot tell, and nothing of other sources', async () => {
    const { cannotTell } = (await found).findings[0]!;
    expect(cannotTell).toContain('Whether a case existed that was not entered.');
    expect(cannotTell).toContain('A lookup may be automatic.');
    expect(cannotTell).not.toContain('Not of this source.');
  });

  it('ranks the pair with searches in a case and other actors behind the other', async () => {
    expect((await found).findings.map(({ actors, rank }) => [rank, actors[0]])).toEqual([
      [1, 'B. Cole'],
      [2, 'K. Reyes'],
    ]);
  });

  it('says what is hidden', async () => {
    const hidden = [
      dayOf(1, { reason: 'odd', caseNumber: '***' }),
      dayOf(2, { reason: 'odd', caseNumber: '***' }),
      dayOf(3, { reason: 'odd' }),
    ];
    const { findings } = await findIn(memoryTable([source(hidden)]), { yaml: everySearch });
    expect(findings[0]!.cannotTell[0]).toBe(
      'Whether there was a case: in 2 of 3 events the cells that could say so are hidden or not part of the log.',
    );
  });
});

describe('a log without a case field', () => {
  it('says so of the events that show no case in their reason', async () => {
    const reasons = ['odd', 'odd', 'odd'];
    const records = reasons.map((reason, day) => {
      const { caseNumber: _, ...rest } = dayOf(day + 1, { reason });
      return { ...rest, at: rest.at! } as MemoryRecord;
    });
    records.push({ ...records[0]!, at: '2025-03-09T18:30:00Z', reason: 'odd 25-001234' });
    const { findings } = await findIn(memoryTable([source(records)]), {
      yaml: everySearch.replace('reason: odd', 'reason|startswith: odd'),
    });
    expect(findings[0]!.cannotTell[0]).toContain('in 3 of 4 events');
    expect(findings[0]!.explanations[0]).toEqual({
      kind: 'case-reference',
      eventCount: 1,
      sentence: '1 of 4 events give a case reference.',
    });
  });
});

describe('without a case zone', () => {
  it('gives times in UTC and says so', async () => {
    const records = Array.from({ length: 21 }, (_, day) => dayOf(day + 1));
    const { findings } = await findIn(memoryTable([source(records)]), { caseZone: null });
    expect(findings[0]!.grounds[0]!.sentence).toContain(
      '21 times on 21 dates between 2025-03-01 18:30:00 +00:00 and 2025-03-21 18:30:00 +00:00 (UTC, as the case has no time zone)',
    );
  });
});

describe('the same evidence and rules', () => {
  const letters = (values: string) => fc.constantFrom(...values.split(' '));
  const record = fc
    .record({
      minute: fc.integer({ min: 0, max: 400 }),
      actor: letters('A.Bell B.Cole b.cole *** C.Dunn'),
      target: letters('P1 P2 p2 *** P3'),
      reason: fc.constantFrom('', 'n/a', 'theft', 'my ex', 'stolen car', 'inv', '***'),
      caseNumber: fc.constantFrom('', '25-001234', '***'),
    })
    .map(({ minute, ...cells }) => ({
      at: new Date(Date.UTC(2025, 2, 1) + minute * 3_600_000).toISOString(),
      ...cells,
    }));
  const log = fc.array(fc.array(record, { minLength: 25, maxLength: 60 }), { minLength: 3, maxLength: 3 });

  it('give the same findings in any order of sources and any size of slices', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (parts, order, sliceRows, inline) => {
          const sources = parts.map((records, index) => source(records, 'abc'[index]!.repeat(64)));
          const plain = await findIn(memoryTable(sources));
          const permuted = await findIn(
            memoryTable(
              order.map((index) => sources[index]!),
              { sliceRows, inline: inline ? ['reason', 'target'] : [] },
            ),
          );
          seen += plain.findings.length;
          expect(permuted.findings).toEqual(plain.findings);
          expect(permuted.unattributed).toEqual(plain.unattributed);
        },
      ),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('give a finding the same id when more months arrive and other rules find it', async () => {
    const first = await findIn(memoryTable([source([dayOf(1), dayOf(8), dayOf(20)])]));
    const more = await findIn(
      memoryTable([
        source([dayOf(1), dayOf(8), dayOf(20)]),
        source(
          [dayOf(2, { reason: 'my ex' }), dayOf(25, { actor: 'A. Bell', reason: 'my ex' })],
          'b'.repeat(64),
        ),
      ]),
    );
    const own = more.findings.find(({ actors }) => actors[0] === 'K. Reyes');
    expect(own!.id).toBe(first.findings[0]!.id);
    expect(own!.grounds).toHaveLength(2);
    expect(new Set(more.findings.map(({ id }) => id)).size).toBe(more.findings.length);
  });
});
