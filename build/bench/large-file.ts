import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Columns as an organization audit has them. */
const header =
  'ID,Name,Org Name,Total Networks Searched,Time Frame,License Plate,Reason,Case #,Filters,Search Time,Search Type\n';
const reasons = [
  'Investigation',
  'Stolen vehicle',
  'Warrant service',
  'Traffic stop',
  'Missing person',
  'BOLO',
];
const types = ['search', 'lookup', 'search - Mobile', 'visual'];

/** Writes a search log of `rows` records by 5,000 people with a quarter as many different plates, once. */
export function largeFile(path: string, rows: number): string {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const fd = openSync(`${path}.partial`, 'w');
  const plates = Math.max(1, Math.floor(rows / 4));
  let random = 1;
  const below = (most: number) => {
    // Lehmer's generator: the same file every time.
    random = Math.imul(random, 48_271) >>> 0;
    return random % most;
  };
  let text = header;
  const start = Date.UTC(2024, 0, 1);
  for (let row = 0; row < rows; row++) {
    const at = timeText(new Date(start + Math.floor((row / rows) * 365 * 86_400_000)));
    // Every plate at least once, the rest by chance.
    const plate = plateText(row % 4 === 0 ? row >> 2 : below(plates));
    const hex = (below(0xffffffff) + 0x100000000).toString(16).slice(1);
    const id = `${hex}-${(row % 65_536).toString(16).padStart(4, '0')}-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${row.toString(16).padStart(12, '0')}`;
    const caseNumber = below(3) === 0 ? '' : `24-${below(90_000) + 10_000}`;
    text += `${id},officer${below(5000)},Example PD,${below(6000)},"${at}\n${at}",${plate},${reasons[below(reasons.length)]},${caseNumber},,"${at}",${types[below(types.length)]}\n`;
    if (text.length > 1 << 22) {
      writeSync(fd, text);
      text = '';
    }
  }
  writeSync(fd, text);
  closeSync(fd);
  renameSync(`${path}.partial`, path);
  return path;
}

function plateText(number: number): string {
  const letters = (n: number) => String.fromCharCode(65 + (n % 26));
  const high = Math.floor(number / 10_000);
  return `${letters(high)}${letters(Math.floor(high / 26))}${letters(Math.floor(high / 676))}${String(number % 10_000).padStart(4, '0')}`;
}

function timeText(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = date.getUTCHours();
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}, ${two(hours % 12 || 12)}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'} UTC`;
}
