import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathOf, repository } from '../../../build/window/places.ts';

export type FakeSystem = 'linux' | 'win' | 'mac';

/** What stands before the fuses in Electron's binary: https://www.electronjs.org/docs/latest/tutorial/fuses */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 8;
const framework = 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework';
/** Another program's, so that what changes icon and version of a Windows program finds what it looks for. */
const windowsProgram = join(pathOf(repository), 'node_modules', 'electron-winstaller/vendor/7z-x64.exe');

/**
 * A folder that electron-builder takes for Electron's: no program, but the places it looks at; the fuses are as
 * Electron has them, `1` for on.
 */
export function makeFakeElectronDist(folder: string, system: FakeSystem): void {
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    chmodSync(join(folder, path), 0o755);
  };
  const fuses = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([1, fuseCount]),
    Buffer.from('1'.repeat(fuseCount)),
  ]);
  put('version', '45.4.1');
  put('LICENSE', 'terms of Electron');
  put('LICENSES.chromium.html', '<p>terms of what is in it');
  if (system === 'mac') {
    put(framework, fuses);
    put(`${dirname(framework)}/Versions/A/Resources/en.lproj/locale.pak`, 'en');
    put('Electron.app/Contents/MacOS/Electron', 'program');
    put('Electron.app/Contents/Info.plist', infoPlist('Electron'));
    for (const helper of ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`)) {
      const app = `Electron.app/Contents/Frameworks/${helper}.app/Contents`;
      put(`${app}/MacOS/${helper}`, 'program');
      put(`${app}/Info.plist`, infoPlist(helper));
    }
    mkdirSync(join(folder, 'Electron.app/Contents/Resources'));
    return;
  }
  for (const language of ['de', 'en-US', 'fr']) put(`locales/${language}.pak`, language);
  mkdirSync(join(folder, 'resources'));
  if (system === 'win') put('electron.exe', Buffer.concat([readFileSync(windowsProgram), fuses]));
  else put('electron', Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuses]));
}

function infoPlist(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
</dict></plist>
`;
}
