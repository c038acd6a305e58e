import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** veraPDF comes inside this package; what it needs beside that is Debian's libjaxb-java, and a JDK to run the driver. */
const jar = join(
  dirname(createRequire(import.meta.url).resolve('@opendataloader/pdf')),
  '../lib/opendataloader-pdf-cli.jar',
);
const debianJars = ['jaxb-api', 'jaxb-core', 'jaxb-impl', 'jaxb-runtime'].map(
  (name) => `/usr/share/java/${name}.jar`,
);
const driver = fileURLToPath(new URL('./VeraCheck.java', import.meta.url));

/** Why veraPDF cannot be asked here; undefined where it can. */
export function whyNoVera(): string | undefined {
  if (spawnSync('javac', ['-version']).status !== 0) return 'no JDK (apt-get install default-jdk-headless)';
  if (!existsSync(debianJars[0]!)) return 'no JAXB for Java (apt-get install libjaxb-java)';
  return undefined;
}

/** What veraPDF says of a file, one line a standard and below it what fails. */
export function veraCheck(standards: readonly ('3a' | 'ua1')[], path: string): string[] {
  const classes = [jar, ...debianJars].join(':');
  const run = spawnSync('java', ['-cp', classes, driver, standards.join(','), path], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`veraPDF: ${run.stderr}`);
  return run.stdout.trim().split('\n');
}
