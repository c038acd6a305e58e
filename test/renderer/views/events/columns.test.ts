import { expect, test } from 'vitest';
import {
  columnChoices,
  columnOf,
  defaultColumns,
  fieldTitle,
} from '../../../../renderer/views/events/columns.ts';
import type { EventRecord, SourceRecord } from '../../../../shared/contract/records.ts';
import { fields } from '../../../../shared/vocabulary/fields.ts';

const source = (mapping: SourceRecord['mapping']) => ({ mapping }) as SourceRecord;
const row = (extra: Record<string, string>) => ({ extra }) as unknown as EventRecord;

test('a case offers what its logs have, the derived facts, and their further columns', () => {
  const choices = columnChoices(
    [source({ at: ['Time'], actor: ['User'], session: ['Sid'] }), source({ at: ['When'], reason: ['Why'] })],
    [row({ Zebra: '1', Alpha: '2' }), row({ Alpha: '3' })],
  );
  expect(choices.fields).toEqual(['at', 'actor', 'reason', 'session']);
  expect(choices.extra).toEqual(['Alpha', 'Zebra']);
  expect(choices.facts).toContain('reasonKind');
  expect(choices.facts).not.toContain('actor');
});

test('the first columns are what people read first, and where a row comes from stands last', () => {
  const choices = columnChoices(
    [source({ at: [], session: [], target: [], networksSearched: [], actor: [] })],
    [],
  );
  expect(defaultColumns(choices)).toEqual(['at', 'actor', 'target', 'networksSearched', 'source']);
});

test('every field of the vocabulary has a title in words', () => {
  const untitled = fields.filter(({ name }) => fieldTitle(name) === name);
  expect(untitled).toEqual([]);
  expect(columnOf('Own header', undefined)).toEqual({ id: 'Own header', title: 'Own header', widthPx: 140 });
  expect(columnOf('at', 300).widthPx).toBe(300);
});
