import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Component, shippedComponents } from '../../../build/package/components.ts';
import { electronParts } from '../../../build/package/electron-parts.ts';
import { makeNotices } from '../../../build/package/notices.ts';
import { packageFolder } from '../../../build/package/package-folder.ts';
import { writeSbom } from '../../../build/package/prepare.ts';
import { makeSbom } from '../../../build/package/sbom.ts';
import { shippedModuleFiles } from '../../../build/package/stage.ts';
import { freshFolder } from '../../core/fresh-case.ts';

interface Entry {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly ({ license: { id?: string; name?: string } } | { expression: string })[];
  readonly purl?: string;
  readonly hashes?: readonly { alg: string; content: string }[];
  readonly properties: readonly { value: string }[];
}

/** Of production, but no module that the program loads imports them. */
const neverLoaded = ['fflate', 'pako'];

const locked = (
  JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<
      string,
      { version: string; dev?: true; devOptional?: true; optional?: true; integrity?: string }
    >;
  }
).packages;
const nameIn = (folder: string) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

let components: readonly Component[];
let entries: readonly Entry[];
beforeAll(async () => {
  components = await shippedComponents();
  const program = { name: 'scrutineer', version: '0.1.0', license: 'Apache-2.0' };
  entries = (JSON.parse(makeSbom(program, components)) as { components: Entry[] }).components;
});

describe('the bill of materials', () => {
  test('has every dependency of production, at the version and with the hash of the lock', () => {
    const production = Object.entries(locked).filter(
      ([folder, { dev, devOptional, optional }]) => folder !== '' && !dev && !devOptional && !optional,
    );
    expect(production.length).toBeGreaterThan(20);
    for (const [folder, { version, integrity }] of production) {
      const name = nameIn(folder);
      if (neverLoaded.includes(name)) continue;
      const entry = entries.find(({ purl }) => purl === `pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(entry, folder).toBeDefined();
      const [{ alg, content }] = entry!.hashes as [{ alg: string; content: string }];
      expect(`${alg.replace('-', '').toLowerCase()}-${Buffer.from(content, 'hex').toString('base64')}`).toBe(
        integrity,
      );
    }
  });

  test('has exactly the packages of which a file ships, what the page is bundled from, and the runtime', async () => {
    const shipped = new Set((await shippedModuleFiles()).map(packageFolder));
    expect(new Set(components.filter((one) => one.within === 'program').map((one) => one.folder))).toEqual(
      shipped,
    );
    expect(neverLoaded.filter((name) => shipped.has(`node_modules/${name}`))).toEqual([]);
    const inPage = components.filter(({ within }) => within === 'page').map(({ name }) => name);
    expect(inPage).toEqual(
      expect.arrayContaining(['react', 'react-dom', 'zustand', 'react-aria-components']),
    );
    const others = components.filter(({ within }) => within === 'addon' || within === 'electron');
    expect(others.map(({ name }) => name)).toEqual([
      'node-addon-api',
      'sqlite',
      'electron',
      'chromium',
      'node',
    ]);
    expect(new Set(entries.map((entry) => entry['bom-ref'])).size).toBe(components.length);
  });

  test("says SQLite's version as the sources of the addon do", () => {
    const header = readFileSync('node_modules/better-sqlite3/deps/sqlite3/sqlite3.h', 'utf8');
    const version = /#define SQLITE_VERSION\s+"([\d.]+)"/.exec(header)![1];
    expect(entries.find(({ name }) => name === 'sqlite')!.version).toBe(version);
  });

  test('refuses another Electron than the one whose Chromium it knows', () => {
    expect(() => electronParts('46.0.0')).toThrow(/knows Electron 45\.4\.1, package-lock\.json has 46\.0\.0/);
  });

  test('has a license for each, and the same bytes each time', async () => {
    for (const { name, licenses } of entries) {
      expect(licenses.length, name).toBe(1);
      expect(JSON.stringify(licenses), name).not.toMatch(/UNLICENSED|SEE LICENSE|undefined|UNKNOWN/);
    }
    const [first, second] = await Promise.all([writeSbom(freshFolder()), writeSbom(freshFolder())]);
    const text = readFileSync(first, 'utf8');
    expect(readFileSync(second, 'utf8')).toBe(text);
    expect(text).not.toMatch(/timestamp|serialNumber/);
    expect(text).not.toContain(process.cwd());
  });

  test('names the packages that npm names for production', () => {
    const npm = JSON.parse(
      execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      }),
    ) as { components: Entry[] };
    const purls = new Set(entries.map(({ purl }) => purl));
    const missing = npm.components.filter(({ purl }) => !purls.has(purl)).map(({ purl }) => purl!);
    expect(missing.filter((purl) => !/\/(%40typescript\/.*|typescript|fflate|pako)@/.test(purl))).toEqual([]);
  });
});

describe('the notices', () => {
  test('have the terms of each component', () => {
    const text = makeNotices(components);
    for (const { name, version } of components) expect(text).toContain(`\n${name} ${version}\nLicense: `);
    const dejavu = readFileSync(join('node_modules/dejavu-fonts-ttf', 'LICENSE'), 'utf8').replaceAll(
      '\r\n',
      '\n',
    );
    expect(text).toContain(dejavu.trim());
    expect(text).toContain('SIL OPEN FONT LICENSE');
  });

  test('say so where a package brings no license file', () => {
    const brotli = makeNotices(components.filter(({ name }) => name === 'brotli'));
    expect(brotli).toContain('By Devon Govett');
    expect(brotli).toContain('brings no license file');
    expect(brotli).toContain('Permission is hereby granted');
  });
});
