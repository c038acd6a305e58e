import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Name and version as they stand in cases, receipts and reports. */
export const programName = 'Scrutineer';
export const programVersion = manifest.version;
export const program = `${programName} ${programVersion}`;
