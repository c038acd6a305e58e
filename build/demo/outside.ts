import { spawnSync } from 'node:child_process';
import { show } from './steps.ts';

/** Every file of the package against the manifests in it, by coreutils. */
export function checkSums(packageDir: string): void {
  for (const manifest of ['tagmanifest-sha256.txt', 'manifest-sha256.txt']) {
    check(packageDir, 'sha256sum', ['-c', '--quiet', manifest]);
  }
}

/** The signature over the manifests, by OpenSSL; -cades also checks that it names its own certificate. */
export function checkSignature(packageDir: string): void {
  const signed = 'tagmanifest-sha256.txt';
  check(packageDir, 'openssl', [
    ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `signatures/${signed}.p7s`],
    ...['-content', signed, '-CAfile', 'signatures/chain.pem', '-out', '/dev/null'],
  ]);
}

function check(packageDir: string, command: string, words: readonly string[]): void {
  show([command, ...words]);
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: packageDir, encoding: 'utf8' });
  if (error) {
    console.log(`  ${command} is not installed; this check is left to you`);
    return;
  }
  const said = `${stdout}${stderr}`.trim();
  console.log(`  ${said === '' ? 'ok' : said.replaceAll('\n', '\n  ')}`);
  if (status !== 0) throw new Error(`${command} does not agree (exit code ${status})`);
}
