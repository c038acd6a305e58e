import { rmSync } from 'node:fs';
import { generateSample } from '../sample/generate.ts';
import { parts, pathOf } from './places.ts';

/** The made-up agency whose case *Open the sample case* makes: known answers, the same bytes on every machine. */
export function buildSample(): void {
  const outDir = pathOf(parts.sample);
  rmSync(outDir, { recursive: true, force: true });
  generateSample({ eventCount: 20_000, seed: 7, outDir, clean: false });
}
