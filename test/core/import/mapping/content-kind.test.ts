import { expect, test } from 'vitest';
import { cellKind } from '../../../../electron/core/import/mapping/content-kind.ts';

test.each(['16:00:00', '07:15:30', '1:2:3', 'aa:bb:cc:dd:ee:ff', '12:30'])(
  '%s is no network address',
  (text) => {
    expect(cellKind(text)).toBe('text');
  },
);

test.each([
  '::1',
  'fe80::1%eth0',
  '2001:db8:0:0:0:0:0:1',
  '2001:db8::1',
  '::ffff:10.0.0.1',
  '10.0.0.1',
  '10.0.0.1:443',
])('%s is a network address', (text) => expect(cellKind(text)).toBe('ip'));
