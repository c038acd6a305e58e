import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pathOf, repository } from '../window/places.ts';
import { electronParts } from './electron-parts.ts';
import { packageFolder } from './package-folder.ts';
import { pageEntries, reachedFiles } from './reached.ts';
import { shippedModuleFiles } from './stage.ts';

const root = pathOf(repository);

/** One thing that others made and that ships with the program. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression where there is one, else what the package says. */
  readonly license: string;
  /** Where it is: in the folder node_modules, bundled into the page, compiled into another component. */
  readonly within: 'program' | 'page' | 'addon' | 'electron';
  /** Folder in node_modules; undefined for what comes in Electron and for SQLite. */
  readonly folder?: string;
  /** Subresource integrity of the package's archive, as package-lock.json has it. */
  readonly integrity?: string;
}

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
}

/** Licenses that package.json does not name, or not by their SPDX identifier; read in the packages' license files. */
const licenses: Record<string, string> = {
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  'png-js': 'MIT',
};

/** Everything that ships and was made by others, in order of place, name and version. */
export async function shippedComponents(): Promise<Component[]> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const locked = (folder: string, within: Component['within']): Component => {
    const entry = lock.packages[folder];
    if (entry === undefined) throw new Error(`package-lock.json does not have ${folder}`);
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const license = licenses[name] ?? entry.license;
    if (license === undefined) throw new Error(`${folder} names no license`);
    return {
      name,
      version: entry.version,
      license,
      within,
      folder,
      ...(entry.integrity && { integrity: entry.integrity }),
    };
  };
  const program = foldersOf(await shippedModuleFiles());
  const page = foldersOf(await reachedFiles(pageEntries));
  return [
    ...program.map((folder) => locked(folder, 'program')),
    ...page.filter((folder) => !program.includes(folder)).map((folder) => locked(folder, 'page')),
    // Header files only, compiled into better-sqlite3's addon.
    locked('node_modules/node-addon-api', 'addon'),
    { name: 'sqlite', version: sqliteVersion(), license: 'blessing', within: 'addon' },
    ...electronParts(lock.packages['node_modules/electron']!.version),
  ];
}

function foldersOf(files: readonly string[]): string[] {
  return [...new Set(files.map(packageFolder))].toSorted();
}

function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return database.prepare('select sqlite_version()').pluck().get() as string;
  } finally {
    database.close();
  }
}
