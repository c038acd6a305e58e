import { expect, test } from 'vitest';
import { saidOfAll } from '../../../../../electron/core/report/document/sections/said-of-all.ts';
import type { ReportFinding } from '../../../../../electron/core/report/model.ts';
import { sampleModel } from '../../sample-model.ts';

const [first] = sampleModel().findings;
const saying = (kind: string, sentence: string, cannotTell: string[]): ReportFinding => ({
  ...first!,
  record: { ...first!.record, explanations: [{ kind, sentence, eventCount: 0 }], cannotTell },
});

test('is what every one of three findings or more says', () => {
  const findings = [
    saying('many-tests', 'of all', ['a', 'b']),
    saying('many-tests', 'of all', ['b', 'c']),
    saying('many-tests', 'of all', ['c', 'b']),
  ];
  expect(saidOfAll(findings)).toEqual({ explanations: new Set(['of all']), cannotTell: new Set(['b']) });
  expect(saidOfAll(findings.slice(1))).toEqual({ explanations: new Set(), cannotTell: new Set() });
  expect(saidOfAll([])).toEqual({ explanations: new Set(), cannotTell: new Set() });
  expect(saidOfAll([...findings, saying('many-tests', 'another', [])])).toEqual({
    explanations: new Set(),
    cannotTell: new Set(),
  });
});

test('leaves the readings that rules offer where they are', () => {
  const findings = [1, 2, 3].map(() => saying('other-reading', 'alike', []));
  expect(saidOfAll(findings).explanations).toEqual(new Set());
});
