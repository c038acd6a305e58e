import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathOf, repository } from '../window/places.ts';
import type { Component } from './components.ts';

const root = pathOf(repository);
const line = '-'.repeat(100);

/** Terms and copyrights of everything that ships and was made by others, as plain text; the same bytes each time. */
export function makeNotices(components: readonly Component[]): string {
  const parts = components.map((component) => {
    const { name, version, license } = component;
    return `${line}\n${name} ${version}\nLicense: ${license}\n\n${termsOf(component).trim()}\n`;
  });
  return `Scrutineer contains work of others, under these terms.\n\n${parts.join('\n')}`;
}

function termsOf({ name, within, folder, license }: Component): string {
  if (name === 'sqlite') {
    return 'SQLite is in the public domain: https://sqlite.org/copyright.html. Compiled into the addon of better-sqlite3.';
  }
  if (folder === undefined) {
    if (within !== 'electron') throw new Error(`${name} has no folder to look for its terms`);
    return 'Its terms, and those of everything in it, are in the files LICENSE.electron.txt and LICENSES.chromium.html of the package.';
  }
  const files = globSync(`${folder}/*`, { cwd: root }).filter((path) =>
    /^(licen[cs]e|copying|notice)/i.test(basename(path)),
  );
  if (files.length > 0) {
    return files
      .toSorted()
      .map((path) => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n').trim())
      .join('\n\n');
  }
  return `${ownWords(folder)}\n\n${textOf(license, name)}`;
}

/** Some packages bring no license file; what their package.json says about it is what there is. */
function ownWords(folder: string): string {
  const { author, homepage } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    author?: string | { name: string };
    homepage?: string;
  };
  const who = (typeof author === 'string' ? author : author?.name) ?? homepage;
  if (who === undefined) throw new Error(`${folder} says neither its terms nor who made it`);
  return `By ${who}. The package brings no license file; its package.json names the license.`;
}

function textOf(license: string, name: string): string {
  if (license === 'MIT') return mit;
  if (license === 'Apache-2.0') return 'The text of the license is in the file LICENSE beside this one.';
  throw new Error(`${name}: no text at hand of the license ${license}`);
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
