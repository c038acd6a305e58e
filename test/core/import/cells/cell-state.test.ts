import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellState } from '../../../../electron/core/import/cells/cell-state.ts';

describe('in any field', () => {
  test.each([
    // The markers of domain.md §1.1, each seen in a release.
    ['***', 'redacted'],
    ['* * *', 'redacted'],
    ['###', 'redacted'],
    ['##', 'redacted'],
    ['REDACTED', 'redacted'],
    ['[REDACTED]', 'redacted'],
    [' REDACTED', 'redacted'],
    ['redacted', 'redacted'],
    ['(Redacted)', 'redacted'],
    ['**REDACTED**', 'redacted'],
    ['REDACTED REDACTED', 'redacted'],
    ['████', 'redacted'],
    ['█', 'redacted'],
    ['■■■ ■■', 'redacted'],
    ['7923.600 GC', 'withheld'],
    ['GC 7923.600', 'withheld'],
    ['Gov. Code § 7923.600(a)', 'withheld'],
    ['GC 6254(f)', 'withheld'],
    ['Gov Code 7923.600', 'withheld'],
    ['California Government Code Section 7923.600', 'withheld'],
    ['Cal. Gov. Code § 6254(f)(2)', 'withheld'],
    ['[GC 7923.600]', 'withheld'],
    ['Exempt per GC 7923.600', 'withheld'],
    ['Redacted pursuant to Gov. Code § 7923.600(a)', 'withheld'],
    ['WITHHELD', 'withheld'],
    ['Exempt from disclosure', 'withheld'],
    ['(b)(7)(C)', 'withheld'],
    ['5 U.S.C. § 552(b)(7)(E)', 'withheld'],
    ['REDACTED, stolen vehicle', 'partial'],
    ['[redacted] stolen vehicle', 'partial'],
    ['stolen ███ vehicle', 'partial'],
    ['J██', 'partial'],
    ['', 'empty'],
    ['  \t\r\n', 'empty'],
    ['\u00a0\u200b\ufeff\u0000', 'empty'],
    ['-', 'placeholder'],
    ['--', 'placeholder'],
    ['.', 'placeholder'],
    ['n/a', 'placeholder'],
    ['N/A', 'placeholder'],
    ['(null)', 'placeholder'],
    ['investigation', 'value'],
    ['587e52c3-e5b1-494d-bc15-943a853a26f5', 'value'],
    ['unredacted copy of a report', 'value'],
    ['the redacted report was asked for', 'value'],
    ['A. Aaa', 'value'],
    ['GC 27491', 'value'],
    ['PC 459', 'value'],
    ['exempt vehicle', 'value'],
    ['#1', 'value'],
    ['-1', 'value'],
    ['ABC1234', 'value'],
    ['\u001b[31mred', 'value'],
  ])('%j is %s', (text, state) => {
    expect(cellState(text)).toBe(state);
    expect(cellState(text, 'reason')).toBe(state);
    expect(cellState(text, 'target')).toBe(state);
  });
});

describe('by field', () => {
  test.each([
    [
      'test',
      { reason: 'placeholder', caseNumber: 'placeholder', actor: 'value', target: 'value', '': 'value' },
    ],
    ['0', { reason: 'placeholder', caseNumber: 'placeholder', networksSearched: 'value', result: 'value' }],
    ['x', { reason: 'placeholder', actor: 'value', target: 'value', purposeCode: 'placeholder' }],
    ['xxx', { reason: 'placeholder', target: 'value' }],
    ['*', { reason: 'placeholder', caseNumber: 'placeholder', target: 'value', filters: 'value' }],
    ['?!', { reason: 'placeholder', action: 'value' }],
    // Plates that people have.
    ['NULL', { target: 'value', reason: 'placeholder', actor: 'placeholder', '': 'placeholder' }],
    ['NONE', { target: 'value', caseNumber: 'placeholder', 'Some Header': 'placeholder' }],
    ['na', { target: 'value', reason: 'placeholder' }],
    // Wildcards of partial plates.
    ['*AAA9*', { target: 'value', filters: 'value', reason: 'value' }],
    ['**', { target: 'value', actor: 'redacted', reason: 'redacted' }],
    ['***', { target: 'redacted', filters: 'redacted' }],
    ['**1234', { target: 'value', prompt: 'value', actor: 'partial' }],
    ['J*** D***', { actor: 'partial', actorName: 'partial', reason: 'value', target: 'value' }],
    ['***URGENT***', { reason: 'value' }],
    ['investigation*', { reason: 'value' }],
  ] as const)('%j', (text, states) => {
    for (const [field, state] of Object.entries(states)) expect(cellState(text, field), field).toBe(state);
  });
});

test('long cells are read whole for masks', () => {
  expect(cellState(`${' '.repeat(500)}\n`)).toBe('empty');
  expect(cellState(`${'a '.repeat(5000)}[REDACTED]`)).toBe('partial');
  expect(cellState('*'.repeat(500), 'actor')).toBe('redacted');
  expect(cellState('█'.repeat(500))).toBe('redacted');
  expect(cellState('-'.repeat(500))).toBe('value');
  expect(cellState('a'.repeat(5000))).toBe('value');
});

test('never takes long, whatever the cell', () => {
  const pieces = fc.constantFrom(
    'REDACTED',
    '* ',
    '#',
    '█',
    'GC 7923.600',
    '(b)',
    '-',
    'exempt ',
    '§',
    ' ',
    '\u200b',
    'a',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 3000 }), (cell) => {
      const startedAtMs = performance.now();
      expect(cellState(cell.join(''), 'actor')).not.toBe('not-exported');
      expect(performance.now() - startedAtMs).toBeLessThan(2000);
    }),
    { numRuns: 200 },
  );
});
