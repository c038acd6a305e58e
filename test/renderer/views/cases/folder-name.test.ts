import fc from 'fast-check';
import { expect, it } from 'vitest';
import { folderName } from '../../../../renderer/views/cases/folder-name.ts';

it.each([
  ['Harbor County records audit', 'harbor-county-records-audit'],
  ['  Cañón / José: 2026  ', 'canon-jose-2026'],
  ['漢字', 'case'],
  ['../../etc', 'etc'],
])('%j becomes %j', (name, folder) => {
  expect(folderName(name)).toBe(folder);
});

it('is a plain name for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(folderName(name)).toMatch(/^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/);
    }),
  );
});
