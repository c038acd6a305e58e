import { visibleText } from '../document/visible-characters.ts';
import { caseKey, problemOfPath } from './names.ts';

/** One file of a manifest. */
export interface ManifestEntry {
  readonly path: string;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

/** A manifest as BagIt and `sha256sum -c` read it, by path. */
export function writeManifest(entries: readonly ManifestEntry[]): string {
  return [...entries]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}

interface Manifest {
  readonly entries: ManifestEntry[];
  readonly problems: string[];
}

const problemsCap = 100;

/** Reads a manifest that may come from anywhere; `name` stands in the problems. */
export function readManifest(bytes: Uint8Array, name: string): Manifest {
  const entries: ManifestEntry[] = [];
  const problems: string[] = [];
  const text = decode(bytes);
  if (text === undefined) return { entries, problems: [`${name}: is not UTF-8 text`] };
  const lines = text.split('\n');
  if (lines.pop() !== '') problems.push(`${name}: does not end with a line break`);
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (problems.length >= problemsCap) break;
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    const problem =
      path === undefined || sha256 === undefined
        ? 'is malformed'
        : (problemOfPath(path) ?? (seen.has(caseKey(path)) ? 'repeats a path' : undefined));
    if (problem) {
      problems.push(
        `${name}: line ${index + 1} ${problem}${path ? `: ${visibleText(path.slice(0, 200))}` : ''}`,
      );
    } else {
      seen.add(caseKey(path!));
      entries.push({ path: path!, sha256: sha256! });
    }
  }
  return { entries, problems };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
