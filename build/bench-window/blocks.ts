import type { Block } from './in-page.ts';

const aimMs = 100;

/** The longest block of the page's main thread in each action, longest first, and whether imports keep to the aim. */
export function printBlocks(blocks: readonly Block[]): void {
  const longest = new Map<string, { ms: number; count: number }>();
  for (const { during, ms } of blocks) {
    const before = longest.get(during) ?? { ms: 0, count: 0 };
    longest.set(during, { ms: Math.max(before.ms, ms), count: before.count + 1 });
  }
  console.log('blocks of the main thread (50 ms and more)             n longest');
  for (const [during, { ms, count }] of [...longest].toSorted(([, a], [, b]) => b.ms - a.ms)) {
    console.log(`${during.padEnd(52)} ${String(count).padStart(4)} ${ms.toFixed(0).padStart(6)}`);
  }
  const inImport = blocks.filter(({ during }) => during.startsWith('import')).map(({ ms }) => ms);
  const worst = Math.max(0, ...inImport);
  console.log(
    `\nduring the import: longest block ${worst === 0 ? 'below 50' : worst.toFixed(0)} ms; aim: none above ${aimMs} ms: ${worst > aimMs ? 'missed' : 'met'}`,
  );
}
