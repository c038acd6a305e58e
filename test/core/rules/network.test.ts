import { expect, test } from 'vitest';
import { isInNetwork, parseAddress, parseNetwork } from '../../../electron/core/rules/network.ts';

const addresses: readonly (readonly [string, string | undefined])[] = [
  ['10.0.0.1', '10.0.0.1'],
  [' 10.0.0.1\t', '10.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['256.0.0.1', undefined],
  ['10.0.0.01', undefined],
  ['10.0.0.a', undefined],
  ['10.0.0', undefined],
  ['10.0.0.1.2', undefined],
  ['10.0.0.', undefined],
  ['::', '0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0'],
  ['::1', '0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1'],
  ['fe80::1%eth0', '254.128.0.0.0.0.0.0.0.0.0.0.0.0.0.1'],
  ['1:2:3:4:5:6:7:8', '0.1.0.2.0.3.0.4.0.5.0.6.0.7.0.8'],
  ['1:2:3:4:5:6:7::', '0.1.0.2.0.3.0.4.0.5.0.6.0.7.0.0'],
  ['1:2:3:4:5:6:7', undefined],
  ['1:2:3:4:5:6:7:8:9', undefined],
  ['1:2:3:4:5:6:7::8', undefined],
  ['1::2::3', undefined],
  ['::ffff:10.0.0.1', '0.0.0.0.0.0.0.0.0.0.255.255.10.0.0.1'],
  ['1:2:3:4:5:6:10.0.0.1', '0.1.0.2.0.3.0.4.0.5.0.6.10.0.0.1'],
  ['::10.0.0.300', undefined],
  ['10.0.0.1::', undefined],
  ['::10.0.0.1:1', undefined],
  ['::12345', undefined],
  ['::g', undefined],
  [':', undefined],
  [`${'0'.repeat(100)}:1`, undefined],
  ['', undefined],
];

test.each(addresses)('the address %j is %s', (text, bytes) => {
  expect(parseAddress(text)?.join('.')).toBe(bytes);
});

const networks: readonly (readonly [string, string])[] = [
  ['10.0.0.0/33', 'the prefix length must be a number from 0 to 32'],
  ['::/129', 'the prefix length must be a number from 0 to 128'],
  ['10.0.0.0/08', 'the prefix length'],
  ['10.0.0.0/', 'the prefix length'],
  ['10.0.0.0/a', 'the prefix length'],
  ['10.0.0.1/31', 'has bits set beyond the prefix'],
  ['128.0.0.0/0', 'has bits set beyond the prefix'],
  ['::1/127', 'has bits set beyond the prefix'],
  ['fe80::%1/10', 'is not an IP network'],
  ['localhost/8', 'is not an IP network'],
];

test.each(networks)('%s is refused: %s', (text, message) => {
  expect(parseNetwork(text)).toContain(message);
});

const members: readonly (readonly [string, string, boolean])[] = [
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.128.0.0/9', '10.128.0.1', true],
  ['10.128.0.0/9', '10.127.255.255', false],
  ['10.0.0.4/30', '10.0.0.7', true],
  ['10.0.0.4/30', '10.0.0.8', false],
  ['10.0.0.4', '10.0.0.4', true],
  ['10.0.0.4/32', '10.0.0.5', false],
  ['0.0.0.0/0', '255.1.1.1', true],
  ['0.0.0.0/0', '::1', false],
  ['::/0', '10.0.0.1', false],
  ['2001:db8::/33', '2001:db8:7fff::1', true],
  ['2001:db8::/33', '2001:db8:8000::1', false],
  ['::1', '::1', true],
];

test.each(members)('%s holds %s: %s', (network, address, expected) => {
  const parsed = parseNetwork(network);
  if (typeof parsed === 'string') throw new Error(parsed);
  expect(isInNetwork(parseAddress(address)!, parsed)).toBe(expected);
});
