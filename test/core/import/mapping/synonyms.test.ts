import { expect, test } from 'vitest';
import { fieldNames, isFieldName, momentNames } from '../../../../electron/core/import/mapping/synonyms.ts';
import { loadProfiles } from '../../../../electron/core/import/profiles/load.ts';
import { fields } from '../../../../shared/vocabulary/fields.ts';

test('every canonical field is one that some log has', () => {
  const named = new Set<string>(fieldNames.map(([field]) => field));
  const profiled = new Set<string | null>(
    loadProfiles().flatMap(({ required, optional, firstOf }) =>
      [...required, ...optional, ...firstOf].map(({ field }) => field),
    ),
  );
  for (const { name, kind } of fields) {
    if (kind !== 'canonical' || name === 'at') continue;
    expect(named.has(name) || profiled.has(name), name).toBe(true);
  }
  expect(momentNames.size).toBeGreaterThan(50);
});

test('no name is empty, and none says both a field and the time', () => {
  for (const [field, ranks] of fieldNames) {
    expect(ranks.size, field).toBeGreaterThan(0);
    for (const key of ranks.keys()) {
      expect(key, field).not.toBe('');
      expect(momentNames.has(key), `${field} ${key}`).toBe(false);
    }
  }
  expect(isFieldName('licenseplate')).toBe(true);
  expect(isFieldName('comments')).toBe(false);
});

test('names that mean different things in different systems stand nowhere', () => {
  for (const key of ['comments', 'message', 'name', 'details', 'state', 'type', 'value', 'notes']) {
    expect(isFieldName(key), key).toBe(false);
  }
});
