import type { ByteCursor } from './byte-cursor.ts';
import { badOffset, readOffset } from './read-offset.ts';
import type { ZoneWord } from './zone-words.ts';
import { createZone, isKnownZone, type Zone } from './zones.ts';

const maxTextBytes = 64;
/** Names tried in one column: each new one costs, and a log has few. */
const maxNames = 64;
const iana = /^[A-Za-z]{2,20}(?:\/[A-Za-z0-9_+-]{1,30}){1,2}$/;
/** Behind an offset: the zone's name in brackets, as Java writes it, or in words, as browsers do. */
const remark = /^(?:\[[A-Za-z0-9_+\-/]{1,60}\]|\([A-Za-z .'-]{1,60}\))$/;

/** Reads what stands behind the time of day: an offset, a zone's name, or an abbreviation of the zone that was given. */
export class ZoneReader {
  /** The zone whose full name was read last; null otherwise. */
  zone: Zone | null = null;
  /** An abbreviation was read last. */
  wasWord = false;
  readonly #words: readonly ZoneWord[];
  readonly #zones = new Map<string, Zone | null>();

  constructor(words: readonly ZoneWord[]) {
    this.#words = words;
  }

  /** As readOffset, or namedZone where `zone` is set. The cursor is at the end unless the answer is badOffset. */
  read(cursor: ByteCursor): number {
    this.zone = null;
    this.wasWord = false;
    const start = cursor.position;
    const offset = readOffset(cursor);
    if (offset !== badOffset && cursor.atEnd) return offset;
    if (cursor.end - start > maxTextBytes) return badOffset;
    if (offset !== badOffset) {
      cursor.skipBlanks();
      return remark.test(restOf(cursor)) ? atEnd(cursor, offset) : badOffset;
    }
    cursor.position = start;
    cursor.skipBlanks();
    return this.#readName(cursor);
  }

  #readName(cursor: ByteCursor): number {
    const text = restOf(cursor);
    const capitals = text.toUpperCase();
    for (const { word, offsetMinutes } of this.#words) {
      if (word !== capitals) continue;
      this.wasWord = true;
      return atEnd(cursor, offsetMinutes);
    }
    this.zone = iana.test(text) ? this.#zoneOf(text) : null;
    return this.zone === null ? badOffset : atEnd(cursor, namedZone);
  }

  #zoneOf(name: string): Zone | null {
    const known = this.#zones.get(name);
    if (known !== undefined) return known;
    if (this.#zones.size >= maxNames) return null;
    const zone = isKnownZone(name) ? createZone(name) : null;
    this.#zones.set(name, zone);
    return zone;
  }
}

/** Answer of ZoneReader where the zone's name was read. */
export const namedZone = 30_000;

function restOf({ bytes, position, end }: ByteCursor): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + position, end - position).toString('latin1');
}

function atEnd(cursor: ByteCursor, answer: number): number {
  cursor.position = cursor.end;
  return answer;
}
