import { mix, type Random } from './random.ts';

/** Plates are numbers here: small, comparable, written out only into files. */
export type Plate = number;

/** A search without a plate. */
export const noPlate: Plate = -1;

const letters = 'BCDFGHJKLMNPRSTVWXYZ';
const homeCount = 20 ** 3 * 10_000;
const outOfStateCount = 10 * 20 ** 3 * 1_000;

/** Everyday work never meets a number with this remainder: those belong to people a story is told about. */
const reservedModulus = 97;
const reservedRemainder = 13;

/** A plate of everyday traffic: BCD1234, or one time in twelve 1BCD234. */
export function everydayPlate(random: Random): Plate {
  return everyday(random.next(), random.next());
}

/** The plate of resident number n: the same each time, without keeping a list. */
export function residentPlate(seed: number, resident: number): Plate {
  const bits = mix(resident ^ mix(seed));
  return everyday(bits, mix(bits));
}

/** A plate that everyday work never meets. */
export function reservedPlate(random: Random): Plate {
  const rounds = Math.floor(homeCount / reservedModulus);
  return random.below(rounds) * reservedModulus + reservedRemainder;
}

function everyday(bits: number, further: number): Plate {
  const outOfState = further % 12 === 0;
  const plate = outOfState
    ? homeCount + Math.floor((bits / 0x1_0000_0000) * outOfStateCount)
    : Math.floor((bits / 0x1_0000_0000) * homeCount);
  return plate % reservedModulus === reservedRemainder ? plate - 1 : plate;
}

/** The characters of a plate. */
export function plateText(plate: Plate): string {
  const bytes = Buffer.alloc(plateWidth);
  writePlate(plate, bytes, 0);
  return bytes.toString('latin1');
}

const plateWidth = 7;

/** Writes the seven characters of a plate; returns the index behind them. */
export function writePlate(plate: Plate, bytes: Uint8Array, at: number): number {
  const home = plate < homeCount;
  const digitCount = home ? 4 : 3;
  let digits = home ? plate % 10_000 : (plate - homeCount) % 1_000;
  let rest = home ? Math.floor(plate / 10_000) : Math.floor((plate - homeCount) / 1_000);
  for (let index = at + plateWidth - 1; index >= at + plateWidth - digitCount; index--) {
    bytes[index] = 48 + (digits % 10);
    digits = (digits / 10) | 0;
  }
  const firstLetter = at + (home ? 0 : 1);
  for (let index = firstLetter + 2; index >= firstLetter; index--) {
    bytes[index] = letters.charCodeAt(rest % 20);
    rest = (rest / 20) | 0;
  }
  if (!home) bytes[at] = 48 + rest;
  return at + plateWidth;
}
