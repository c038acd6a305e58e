import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createIdentity } from '../../../../electron/core/report/identity/create.ts';
import { showIdentity, unlockIdentity } from '../../../../electron/core/report/identity/identity.ts';
import { fingerprintOf } from '../../../../electron/core/report/signature/algorithms.ts';
import { checkDetached } from '../../../../electron/core/report/signature/check-detached.ts';
import { signDetached } from '../../../../electron/core/report/signature/sign-detached.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { outside, run, scratchFolder } from '../signing-kit.ts';

const passphrase = 'correct horse battery';
const at = new Date('2026-11-25T01:02:03.456Z');

interface IdentityJson {
  version: number;
  certificate: string;
  root: string;
  key: Record<string, string | number>;
}

/** The file of an identity made once: making one takes half a second. */
let made: string;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-identity-'));
  const file = join(folder, 'identity.json');
  await createIdentity({ file, name: 'Jane Q. Examiner', agency: 'Example OIG', passphrase }, at);
  made = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
});

/** A copy of it, changed. */
function identityFile(change: (identity: IdentityJson) => void = () => {}): string {
  const identity = JSON.parse(made) as IdentityJson;
  change(identity);
  const file = join(scratchFolder(), 'identity.json');
  writeFileSync(file, JSON.stringify(identity));
  return file;
}

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'none';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return thrown.code;
  }
};

describe('create', () => {
  test('writes a file for its owner only, and nothing else', async () => {
    const folder = scratchFolder();
    const file = join(folder, 'identity.json');
    const record = await createIdentity({ file, name: 'Jané, Q. 审查员', agency: 'A+B=C', passphrase }, at);
    expect(record).toEqual({
      subject: 'CN=Jané\\, Q. 审查员, O=A\\+B\\=C',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      notBefore: '2026-11-25T01:02:03.000Z',
      notAfter: '2036-11-25T01:02:03.000Z',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['identity.json']);
    expect(showIdentity(file)).toEqual(record);
  });

  test('certifies the signer as OpenSSL wants it, for ten and twenty years', () => {
    const folder = scratchFolder();
    const { certificate, root } = JSON.parse(made) as IdentityJson;
    writeFileSync(join(folder, 'root.pem'), root);
    writeFileSync(join(folder, 'signer.pem'), certificate);
    const time = ['-attime', String(Math.ceil(at.getTime() / 1000))];
    const verify = ['verify', '-x509_strict', ...time, '-purpose', 'smimesign', '-CAfile', 'root.pem'];
    expect(run(folder, 'openssl', [...verify, 'signer.pem'])).toBe(true);
    const shown = (file: string): string =>
      outside('openssl', ['x509', '-in', file, '-noout', '-text'], { folder }).stdout;
    expect(shown('signer.pem')).toMatch(/Digital Signature, Non Repudiation\n/);
    expect(shown('signer.pem')).toMatch(/CA:FALSE/);
    expect(shown('signer.pem')).toMatch(/E-mail Protection, 1\.3\.6\.1\.5\.5\.7\.3\.36\n/);
    expect(shown('root.pem')).toMatch(/CA:TRUE, pathlen:0\n/);
    expect(shown('root.pem')).toMatch(/X509v3 Key Usage: critical\n\s+Certificate Sign\n/);
    expect(shown('root.pem')).toMatch(/Not After : Nov 25 01:02:03 2046 GMT/);
    expect(shown('root.pem')).toMatch(/NIST CURVE: P-384/);
  });

  test('the fingerprint is what openssl prints of the root', () => {
    const words = ['x509', '-noout', '-fingerprint', '-sha256'];
    const { stdout } = outside('openssl', words, { input: (JSON.parse(made) as IdentityJson).root });
    const { fingerprint } = showIdentity(identityFile());
    expect(stdout.trim().split('=')[1]?.replaceAll(':', '').toLowerCase()).toBe(fingerprint);
  });

  test('never replaces what is there, not even a dangling link', async () => {
    const folder = scratchFolder();
    const file = join(folder, 'identity.json');
    writeFileSync(file, 'mine');
    const request = { name: 'N', agency: '', passphrase };
    expect(await codeOf(() => createIdentity({ ...request, file }))).toBe('exists');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    expect(await codeOf(() => createIdentity({ ...request, file: join(folder, 'link') }))).toBe('exists');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  test.each([
    ['a line break', 'Jane\nO=FBI'],
    ['a mark that turns text around', 'Jane \u202Eevil'],
    ['half a character', 'Jane \ud800'],
    ['a blank of no width', 'Jane\u200b'],
    ['65 characters', 'é'.repeat(65)],
  ])('refuses a name with %s', async (_what, name) => {
    const file = join(scratchFolder(), 'i');
    expect(await codeOf(() => createIdentity({ file, name, agency: '', passphrase }))).toBe('usage');
    expect(await codeOf(() => createIdentity({ file, name: 'N', agency: name, passphrase }))).toBe('usage');
    expect(existsSync(file)).toBe(false);
  });

  test('counts characters of a passphrase, and asks for twelve', async () => {
    const file = join(scratchFolder(), 'i');
    const short = () => createIdentity({ file, name: 'N', agency: '', passphrase: '🐎'.repeat(11) });
    await expect(short()).rejects.toThrow(/has 11 characters; choose one of 12 to 1000/);
    expect(existsSync(file)).toBe(false);
  });

  test('says which folder is missing', async () => {
    const file = join(scratchFolder(), 'no', 'i');
    expect(await codeOf(() => createIdentity({ file, name: 'N', agency: '', passphrase }))).toBe('not-found');
  });
});

describe('unlock', () => {
  test('gives a key that makes signatures others can check', async () => {
    const file = identityFile();
    const signer = await unlockIdentity(file, passphrase, at);
    expect(signer.record).toEqual(showIdentity(file));
    const content = Buffer.from('content');
    const check = checkDetached(
      signDetached({ content, at, chain: signer.chain, sign: signer.sign }),
      content,
    );
    expect(check.ok && fingerprintOf(check.chain.at(-1)!.der)).toBe(signer.record.fingerprint);
  });

  test('the same passphrase composed in another way opens it', async () => {
    const file = join(scratchFolder(), 'i');
    await createIdentity({ file, name: 'N', agency: '', passphrase: 'pass\u00e9 compos\u00e9 12' }, at);
    await expect(unlockIdentity(file, 'passe\u0301 compose\u0301 12', at)).resolves.toBeDefined();
  });

  test('lets other work go on meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await unlockIdentity(identityFile(), passphrase, at);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  test('a wrong passphrase and an altered key are the same refusal', async () => {
    const altered = identityFile(({ key }) => {
      const bytes = Buffer.from(key.sealed as string, 'base64');
      bytes[7]! ^= 1;
      key.sealed = bytes.toString('base64');
    });
    const messages: string[] = [];
    for (const [file, words] of [
      [identityFile(), 'correct horse batterz'],
      [altered, passphrase],
    ] as const) {
      const thrown = await unlockIdentity(file, words, at).catch((error: AppError) => error);
      expect(thrown).toMatchObject({ code: 'passphrase', details: {} });
      messages.push((thrown as AppError).message.replace(file, 'FILE'));
    }
    expect(messages[0]).toBe(messages[1]);
  });

  test('a key cannot be moved under the certificates of another', async () => {
    const other = join(scratchFolder(), 'i');
    await createIdentity({ file: other, name: 'Somebody Else', agency: '', passphrase }, at);
    const { certificate, root } = JSON.parse(readFileSync(other, 'utf8')) as IdentityJson;
    const mixed = identityFile((identity) => Object.assign(identity, { certificate, root }));
    expect(showIdentity(mixed).subject).toBe('CN=Somebody Else');
    expect(await codeOf(() => unlockIdentity(mixed, passphrase, at))).toBe('passphrase');
  });

  test('not before and not after its time', async () => {
    for (const outside of ['2026-11-25T01:02:02.999Z', '2036-11-25T01:02:03.001Z']) {
      expect(await codeOf(() => unlockIdentity(identityFile(), passphrase, new Date(outside)))).toBe(
        'identity',
      );
    }
  });
});

describe('a file that is not a good identity is refused at once', () => {
  const key = (part: string, value: string | number) => (identity: IdentityJson) => {
    identity.key[part] = value;
  };
  test.each<[string, (identity: IdentityJson) => void, RegExp]>([
    ['asks for 1 TB of memory', key('cost', 2 ** 40), /key\.cost/],
    ['asks for too little work', key('cost', 2 ** 16), /key\.cost/],
    ['asks for a cost that is no power of two', key('cost', 2 ** 17 + 1), /key\.cost/],
    ['asks for huge blocks', key('blockSize', 8192), /key\.blockSize/],
    ['asks for many passes', key('parallelization', 4096), /key\.parallelization/],
    ['has a long salt', key('salt', Buffer.alloc(65).toString('base64')), /key\.salt/],
    ['has a short tag', key('tag', Buffer.alloc(4).toString('base64')), /key\.tag/],
    ['has more than belongs there', key('more', 1), /key\.more/],
    ['names another cipher', key('cipher', 'none'), /key\.cipher/],
    ['is newer', (identity) => (identity.version = 2), /newer version/],
    ['has no root', (identity) => (identity.root = ''), /damaged/],
    [
      'has the signer as root',
      (identity) => (identity.root = identity.certificate),
      /do not belong together/,
    ],
  ])('%s', async (_what, change, message) => {
    const file = identityFile(change);
    expect(await codeOf(() => unlockIdentity(file, passphrase, at))).toBe('identity');
    expect(() => showIdentity(file)).toThrow(message);
  });

  test.each([['{"format":'], ['null'], ['[]'], ['{}'], ['%PDF-1.7'], ['']])('%s', async (text) => {
    const file = join(scratchFolder(), 'i');
    writeFileSync(file, text);
    expect(await codeOf(() => showIdentity(file))).toBe('identity');
  });

  test('a folder, and nothing at all', async () => {
    const folder = scratchFolder();
    expect(await codeOf(() => showIdentity(folder))).toBe('input-unreadable');
    expect(await codeOf(() => showIdentity(join(folder, 'none')))).toBe('not-found');
  });
});
