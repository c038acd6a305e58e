import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellState } from '../../../../electron/core/import/cells/cell-state.ts';
import { markerTable } from '../../../../electron/core/import/cells/markers.ts';

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
    ["Gov't Code § 552.108(a)(1)", 'withheld'],
    ["Tex. Gov't Code 552.108", 'withheld'],
    ['TX Gov Code 552.130', 'withheld'],
    ['552.108', 'withheld'],
    ['Section 552.101', 'withheld'],
    ['F.S. 119.071(2)(c)', 'withheld'],
    ['Fla. Stat. § 119.0712', 'withheld'],
    ['119.071(4)(d)2', 'withheld'],
    ['s. 119.07(1)', 'withheld'],
    ['5 ILCS 140/7(1)(b)', 'withheld'],
    ['Public Officers Law § 87(2)(b)', 'withheld'],
    ['RCW 42.56.240(1)', 'withheld'],
    ['O.C.G.A. § 50-18-72(a)(4)', 'withheld'],
    ['R.C. 149.43(A)(1)(h)', 'withheld'],
    ['Minn. Stat. § 13.82', 'withheld'],
    ['ORS 192.345(3)', 'withheld'],
    ['65 P.S. § 67.708(b)(16)', 'withheld'],
    ['Va. Code § 2.2-3706', 'withheld'],
    ['Evid. Code § 1040', 'withheld'],
    ['(b)(6), (b)(7)(C)', 'withheld'],
    ['(b)(6); (b)(7)(C)', 'withheld'],
    ['FOIA (b)(7)(E)', 'withheld'],
    ['GC 7923.600 and GC 7923.605', 'withheld'],
    ['Withheld under RCW 42.56.240', 'withheld'],
    ['<not logged>', 'redacted'],
    ['HIDDEN_DUE_TO_SECURITY_REASONS', 'redacted'],
    ['[FILTERED]', 'redacted'],
    ['<masked>', 'redacted'],
    ['<sensitiveDataRemoved>', 'redacted'],
    ['••••••', 'redacted'],
    ['● ● ●', 'redacted'],
    ['＊＊＊', 'redacted'],
    ['XXX-XX-1234', 'partial'],
    ['ssn ***-**-1234', 'partial'],
    ['CREATE USER u PASSWORD <REDACTED>', 'partial'],
    ['<none>', 'placeholder'],
    ['masked', 'value'],
    ['hidden', 'value'],
    ['the suspect was masked', 'value'],
    ['119.07', 'value'],
    ['552.1', 'value'],
    ['552', 'value'],
    ['149.43', 'value'],
    ['b & e', 'value'],
    ['b1, b2', 'value'],
    ['ORS 811.182', 'value'],
    ['RCW 9A.52', 'value'],
    ['192-168-1234', 'value'],
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

describe('with the markers of a source', () => {
  const markers = markerTable({
    redacted: ['[private]', 'A. Aaa'],
    withheld: ['§ 7  sealed'],
    placeholder: ['NULL', 'daytime search for best result'],
    value: ['***', 'n/a', 'NULL'],
  });

  test.each([
    ['[PRIVATE]', 'redacted'],
    [' a.  aaa ', 'redacted'],
    ['A. Aab', 'value'],
    ['§ 7 SEALED', 'withheld'],
    ['Daytime search for best result', 'placeholder'],
    // Content, because the source means it so; what is said to be content counts first.
    ['***', 'value'],
    ['N/A', 'value'],
    ['null', 'value'],
    // What was not said stays as it is.
    ['###', 'redacted'],
    ['none', 'placeholder'],
    ['private', 'value'],
    ['', 'empty'],
    ['\u200b', 'empty'],
  ])('%j is %s', (text, state) => {
    expect(cellState(text, 'reason', markers)).toBe(state);
  });

  test('a plate that is NULL is one, unless the source writes NULL for nothing', () => {
    expect(cellState('NULL', 'target')).toBe('value');
    expect(cellState('NULL', 'target', markerTable({ placeholder: ['null'] }))).toBe('placeholder');
  });

  test('none, empty and blank ones change nothing', () => {
    for (const table of [markerTable(null), markerTable(undefined), markerTable({ redacted: [' '] })]) {
      expect(table.size).toBe(0);
      expect(cellState('***', 'reason', table)).toBe('redacted');
    }
  });

  test('long cells are not looked up', () => {
    const long = 'x'.repeat(100_000);
    expect(cellState(long, 'reason', markers)).toBe('value');
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
    '(b)(6), ',
    ' and ',
    '<not logged>',
    '•',
    'XXX-XX-',
    'Tex. Gov',
    '552.108',
    '119.07',
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
