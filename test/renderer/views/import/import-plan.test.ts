import { describe, expect, it } from 'vitest';
import {
  fileName,
  hashProblem,
  importArguments,
  newPlan,
  rowsProblem,
} from '../../../../renderer/views/import/import-plan.ts';

const hash = 'AB'.repeat(32);

describe('importArguments', () => {
  it('leaves out what is not stated', () => {
    expect(importArguments('/case', { ...newPlan(), files: ['/a.csv'] })).toEqual({
      dir: '/case',
      files: ['/a.csv'],
    });
  });

  it('reads hash and rows as people write them', () => {
    const plan = {
      ...newPlan(),
      files: ['/a.csv'],
      expectSha256: `${hash.slice(0, 8)} ${hash.slice(8)}\n`,
      expectRows: '12,345',
    };
    expect(importArguments('/case', plan)).toMatchObject({ expectSha256: hash, expectRows: 12_345 });
  });

  it('does not hold one file’s hash against several files', () => {
    const plan = { ...newPlan(), files: ['/a.csv', '/b.csv'], expectSha256: hash, expectRows: '5' };
    const args = importArguments('/case', plan);
    expect(args).not.toHaveProperty('expectSha256');
    expect(args).not.toHaveProperty('expectRows');
  });
});

describe('problems of what is stated', () => {
  it('takes 64 hexadecimal digits, or nothing', () => {
    expect([hash, ` ${hash} `, ''].map(hashProblem)).toEqual([null, null, null]);
    expect(hashProblem(hash.slice(1))).toContain('63');
    expect(hashProblem(hash.replace('A', 'G'))).not.toBeNull();
  });

  it('takes whole numbers, thousands set apart or not', () => {
    expect(['', '5', '12345', '12,345', '1 234 567'].map(rowsProblem)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    for (const text of ['1.5', '-3', '12,34', 'many', '1e9']) expect(rowsProblem(text)).not.toBeNull();
  });
});

describe('fileName', () => {
  it('knows folders of both kinds', () => {
    expect(['/a/b.csv', 'C:\\logs\\b.csv', 'b.csv'].map(fileName)).toEqual(['b.csv', 'b.csv', 'b.csv']);
  });
});
