import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faces } from '../../electron/core/report/fonts/font-files.ts';
import { pathOf, repository } from '../window/places.ts';
import { packageFolder } from './package-folder.ts';
import { programEntries, reachedFiles } from './reached.ts';

const root = pathOf(repository);

/** What modules read by a name made at run time, which following imports does not find. */
const dataFiles = [
  'node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc',
  'node_modules/better-sqlite3/prebuilds/{linux,darwin,win32}-{x64,arm64}.node',
];

/**
 * Lays out the folder that is packed, the same for every system: the built window (`windowDir`, see build/window) and,
 * of node_modules, the files that the program reaches. The configuration leaves out the addons of other systems.
 */
export async function stage(windowDir: URL, outDir: string): Promise<void> {
  const from = fileURLToPath(windowDir);
  for (const part of ['page/index.html', 'preload.cjs', 'program/electron/entry.js', 'sample/logs']) {
    if (!existsSync(join(from, part)))
      throw new Error(`${join(from, part)} is missing: build the window first`);
  }
  rmSync(outDir, { recursive: true, force: true });
  for (const part of ['page', 'preload.cjs', 'program', 'sample/logs']) {
    cpSync(join(from, part), join(outDir, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  }
  for (const path of await shippedModuleFiles()) {
    mkdirSync(dirname(join(outDir, path)), { recursive: true });
    cpSync(join(root, path), join(outDir, path));
  }
  writeManifests(outDir);
}

/** The files of node_modules that ship, as paths from the repository. */
export async function shippedModuleFiles(): Promise<string[]> {
  const code = await reachedFiles(programEntries());
  const data = dataFiles.flatMap((pattern) => {
    const found = globSync(pattern, { cwd: root });
    if (found.length === 0) throw new Error(`no file is at ${pattern}`);
    return found;
  });
  const fonts = Object.values(faces).flatMap((chain) => chain.map(({ path }) => relative(root, path)));
  const files = new Set([...code, ...data, ...fonts].map((path) => path.replaceAll('\\', '/')));
  for (const folder of new Set([...files].map(packageFolder))) {
    files.add(`${folder}/package.json`);
    for (const path of globSync(`${folder}/*`, { cwd: root })) {
      if (/^(licen[cs]e|copying|notice)/i.test(basename(path))) files.add(path.replaceAll('\\', '/'));
    }
  }
  return [...files].toSorted();
}

/** Scripts and development tools of the project's package.json are nobody's business in a package. */
function writeManifests(outDir: string): void {
  const { name, version, description, license, type } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  const program = { name, version, type };
  const app = {
    ...{ name, productName: 'Scrutineer', version, description, license, type },
    main: 'program/electron/entry.js',
    desktopName: 'scrutineer.desktop',
    // A package for Debian is refused without these two; the project has no such addresses yet.
    author: { name: 'The Scrutineer authors', email: 'maintainers@scrutineer.invalid' },
    homepage: 'https://scrutineer.invalid/',
  };
  write(join(outDir, 'package.json'), app);
  write(join(outDir, 'program/package.json'), program);
}

function write(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
