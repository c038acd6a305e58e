/** An IP address: 4 or 16 bytes. The families are kept apart: ::ffff:10.0.0.1 is not in 10.0.0.0/8. */
export type Address = Uint8Array;

export interface Network {
  readonly address: Address;
  readonly prefix: number;
}

/** Reads an IPv4 or IPv6 address; a zone (%eth0) is set aside. Octets with leading zeros are ambiguous and refused. */
export function parseAddress(text: string): Address | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100) return undefined;
  if (!trimmed.includes(':')) return parseIPv4(trimmed);
  const zone = trimmed.indexOf('%');
  return parseIPv6(zone < 0 ? trimmed : trimmed.slice(0, zone));
}

/** Reads CIDR notation. An address alone is the network of that one address. A string says what is wrong. */
export function parseNetwork(text: string): Network | string {
  const slash = text.indexOf('/');
  const address = slash < 0 ? parseAddress(text) : parseAddress(text.slice(0, slash));
  if (address === undefined || text.includes('%')) return `"${text}" is not an IP network such as 10.0.0.0/8`;
  const bits = address.length * 8;
  const given = slash < 0 ? String(bits) : text.slice(slash + 1);
  if (!/^(0|[1-9][0-9]{0,2})$/.test(given) || Number(given) > bits) {
    return `"${text}": the prefix length must be a number from 0 to ${bits}`;
  }
  const network = { address, prefix: Number(given) };
  if (hasHostBits(network))
    return `"${text}" has bits set beyond the prefix; write the network's first address`;
  return network;
}

export function isInNetwork(address: Address, network: Network): boolean {
  if (address.length !== network.address.length) return false;
  const wholeBytes = network.prefix >> 3;
  for (let i = 0; i < wholeBytes; i++) if (address[i] !== network.address[i]) return false;
  const restBits = network.prefix & 7;
  if (restBits === 0) return true;
  const mask = (0xff << (8 - restBits)) & 0xff;
  return (address[wholeBytes]! & mask) === (network.address[wholeBytes]! & mask);
}

function hasHostBits({ address, prefix }: Network): boolean {
  for (let bit = prefix; bit < address.length * 8; bit++) {
    if ((address[bit >> 3]! >> (7 - (bit & 7))) & 1) return true;
  }
  return false;
}

function parseIPv4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const address = new Uint8Array(4);
  for (const [i, part] of parts.entries()) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    address[i] = Number(part);
  }
  return address;
}

function parseIPv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1]!, true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const given = head.length + tail.length;
  if (halves.length === 1 ? given !== 16 : given > 14) return undefined;
  const address = new Uint8Array(16);
  address.set(head);
  address.set(tail, 16 - tail.length);
  return address;
}

/** Bytes of groups separated by colons; the last may be an IPv4 address where `endsAddress`. */
function parseGroups(text: string, endsAddress: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (endsAddress && i === groups.length - 1 && group.includes('.')) {
      const embedded = parseIPv4(group);
      if (embedded === undefined) return undefined;
      bytes.push(...embedded);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes;
}
