import { randomInt } from 'node:crypto';

/** Drawn anew by each process, so that no log can be written to make two texts look alike. */
const seeds = [randomInt(2 ** 32), randomInt(2 ** 32)] as const;

/** 52 bits of a text, never 0: equal texts give equal numbers within a process, others almost never. */
export function hashText(text: string): number {
  let a = 0xdeadbeef ^ seeds[0];
  let b = 0x41c6ce57 ^ seeds[1];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit ^ (a >>> 13), 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return 2 ** 32 * (b & 0xfffff) + (a >>> 0) || 1;
}
