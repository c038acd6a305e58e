import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, and the lies it may tell. */
export interface RawEntry {
  readonly name: string;
  readonly data: Buffer | string;
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** What the directory says that it unpacks to. */
  readonly size?: number;
  /** The name in the entry's own header. */
  readonly localName?: string;
  /** Points at the entry before instead of at one of its own. */
  readonly sharesBytes?: boolean;
}

/** A zip made by hand, for what no zip program writes. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let lastOffset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const packed = entry.isStored ? data : deflateRawSync(data);
    const method = entry.method ?? (entry.isStored ? 0 : 8);
    const fields = (name: Buffer) => {
      const bytes = Buffer.alloc(26);
      bytes.writeUInt16LE(20, 0);
      bytes.writeUInt16LE(entry.flags ?? 0x800, 2);
      bytes.writeUInt16LE(method, 4);
      bytes.writeUInt32LE(entry.crc ?? crc32(data), 10);
      bytes.writeUInt32LE(packed.length, 14);
      bytes.writeUInt32LE(entry.size ?? data.length, 18);
      bytes.writeUInt16LE(name.length, 22);
      return bytes;
    };
    const start = entry.sharesBytes ? lastOffset : offset;
    if (!entry.sharesBytes) {
      const localName = Buffer.from(entry.localName ?? entry.name);
      const body = Buffer.concat([Buffer.from('PK\x03\x04'), fields(localName), localName, packed]);
      bodies.push(body);
      lastOffset = offset;
      offset += body.length;
    }
    const name = Buffer.from(entry.name);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(start, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields(name), rest, name]),
    );
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}
