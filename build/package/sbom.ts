import type { Component } from './components.ts';

const where = {
  program: 'node_modules in app.asar',
  page: 'bundled into the page',
  addon: "compiled into better-sqlite3's addon",
  electron: 'runtime',
} as const satisfies Record<Component['within'], string>;

/** SPDX identifiers, alone or joined; anything else is a license by name. */
const spdx = /^[A-Za-z0-9.+-]+$/;
const spdxExpression = /^\(?[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)+\)?$/;

/**
 * A bill of materials in CycloneDX 1.5 JSON (https://cyclonedx.org/docs/1.5/json/). The same components give the same
 * bytes: no serial number, no time.
 */
export function makeSbom(
  program: { name: string; version: string; license: string },
  components: readonly Component[],
): string {
  const main = {
    type: 'application',
    'bom-ref': `${program.name}@${program.version}`,
    name: program.name,
    version: program.version,
    licenses: licensesOf(program.license),
  };
  const listed = components.map(toEntry).toSorted((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: main },
    components: listed,
    dependencies: [{ ref: main['bom-ref'], dependsOn: listed.map((entry) => entry['bom-ref']) }],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toEntry({ name, version, license, within, folder, integrity }: Component) {
  const nested = folder?.includes('/node_modules/') ? `|${folder}` : '';
  const isPackage = folder !== undefined || name === 'electron';
  const slash = name.lastIndexOf('/');
  const [group, shortName] = slash < 0 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
  return {
    type: within === 'electron' ? 'framework' : 'library',
    'bom-ref': `${name}@${version}${nested}`,
    ...(group && { group }),
    name: shortName,
    version,
    licenses: licensesOf(license),
    ...(isPackage && { purl: `pkg:npm/${name.replace('@', '%40')}@${version}` }),
    ...(integrity && { hashes: [hashOf(integrity)] }),
    properties: [{ name: 'scrutineer:place', value: where[within] }],
  };
}

function licensesOf(license: string): object[] {
  if (spdxExpression.test(license)) return [{ expression: license }];
  return [{ license: spdx.test(license) ? { id: license } : { name: license } }];
}

function hashOf(integrity: string) {
  const [, alg, base64] = /^(sha\d+)-(\S+)$/.exec(integrity) ?? [];
  if (alg === undefined || base64 === undefined) throw new Error(`not an integrity: ${integrity}`);
  return {
    alg: alg.replace('sha', 'SHA-').toUpperCase(),
    content: Buffer.from(base64, 'base64').toString('hex'),
  };
}
