import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { toPem } from '../../../../electron/core/report/signature/pem.ts';
import { signDetached } from '../../../../electron/core/report/signature/sign-detached.ts';
import { verifyPackage } from '../../../../electron/core/report/verify/verify-package.ts';
import type { PackageVerdict } from '../../../../shared/contract/records.ts';
import { outsiderAccepts, samplePackage, samplePayload, signedAt } from '../package-kit.ts';
import { readySigner, run, scratchFolder } from '../signing-kit.ts';

const signer = readySigner();
const stranger = readySigner('Somebody Else');
const signatureFile = 'signatures/tagmanifest-sha256.txt.p7s';

/** An unpacked package in a folder of its own, made for each test. */
let folder: string;
let path: string;
beforeEach(async () => {
  folder = scratchFolder();
  ({ path } = await samplePackage(folder, signer, {
    files: samplePayload.filter((file) => file.path !== 'records.csv'),
  }));
  rmSync(`${path}.zip`);
});

const verify = (place = path, trust?: string): Promise<PackageVerdict> =>
  verifyPackage({ package: place, trust }, unwatchedJob());

/** The folder zipped by Info-ZIP, as a recipient may do it. */
function zipped(): string {
  const zip = join(folder, 'again.zip');
  rmSync(zip, { force: true });
  if (!run(folder, 'zip', ['-q', '-r', '-X', zip, 'Report-v1'])) throw new Error('zip failed');
  return zip;
}

/** The same verdict of folder and zip. */
async function verdictOfBoth(): Promise<PackageVerdict> {
  const [ofFolder, ofZip] = [await verify(), await verify(zipped())];
  expect(ofZip).toEqual(ofFolder);
  return ofFolder;
}

const allFiles = (): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));

describe('a whole package', () => {
  test('is unchanged and signed, by whom nobody here can say', async () => {
    expect(await verdictOfBoth()).toEqual({
      unchanged: { ok: true, problems: [] },
      signed: {
        ok: true,
        subject: 'CN=Jane Examiner, O=Test agency',
        fingerprint: signer.record.fingerprint,
        trust: 'untrusted-unknown',
      },
      timestamp: { state: 'absent' },
    });
    expect(outsiderAccepts(path)).toEqual({ sums: true, signature: true });
  });

  test('is by the signer one trusts, or it is not', async () => {
    const pem = join(folder, 'trust.pem');
    const trustOf = async (...certificates: Buffer[]): Promise<string> => {
      writeFileSync(pem, `As printed on paper:\n${certificates.map(toPem).join('and\n')}`);
      return (await verify(path, pem)).signed.trust;
    };
    const [leaf, root] = signer.chain;
    expect(await trustOf(root!.der)).toBe('trusted');
    expect(await trustOf(leaf.der)).toBe('trusted');
    expect(await trustOf(stranger.chain[0].der, root!.der)).toBe('trusted');
    expect(await trustOf(stranger.chain[1]!.der)).toBe('mismatch');
    expect(await verify(path, pem)).toMatchObject({ unchanged: { ok: true }, signed: { ok: true } });
  });

  test.each([
    ['that is not there', undefined, 'not-found'],
    ['that is a folder', '/', 'input-unreadable'],
    ['that holds none', 'fingerprint: 12 34', 'input-format'],
  ])('a trusted certificate %s is an error, not a verdict', async (_what, text, code) => {
    const pem = join(folder, 'trust.pem');
    if (text === '/') mkdirSync(pem);
    else if (text !== undefined) writeFileSync(pem, text);
    await expect(verify(path, pem)).rejects.toMatchObject({ code });
  });
});

describe('a byte changed', () => {
  test('in any file is found and the file named; coreutils and OpenSSL agree', async () => {
    expect(allFiles()).toHaveLength(samplePayload.length - 1 + 8);
    for (const name of allFiles()) {
      const bytes = readFileSync(join(path, name));
      if (bytes.length === 0) continue;
      const changed = Buffer.from(bytes);
      changed[bytes.length - 2]! ^= 1;
      writeFileSync(join(path, name), changed);
      const { unchanged, signed } = await verdictOfBoth();
      const outside = outsiderAccepts(path);
      writeFileSync(join(path, name), bytes);

      expect(unchanged.ok, name).toBe(false);
      expect(
        unchanged.problems.some((problem) => problem.startsWith(`${name}: `)),
        name,
      ).toBe(true);
      const isSigned = name === signatureFile || name === 'tagmanifest-sha256.txt';
      expect(signed.ok, name).toBe(!isSigned);
      expect(outside.sums, name).toBe(name === signatureFile);
      // A changed chain.pem breaks what OpenSSL is told to trust, not the signature.
      if (name !== 'signatures/chain.pem') expect(outside.signature, name).toBe(!isSigned);
    }
    expect((await verdictOfBoth()).unchanged.ok).toBe(true);
  });

  test('names a changed file of the payload and nothing else', async () => {
    writeFileSync(join(path, 'data/findings.json'), '{}\n');
    expect(await verdictOfBoth()).toMatchObject({
      unchanged: { ok: false, problems: ['data/findings.json: changed'] },
      signed: { ok: true },
    });
  });
});

describe('a file more or less', () => {
  test('removed, whichever it is', async () => {
    for (const name of allFiles()) {
      const away = join(folder, 'away');
      renameSync(join(path, name), away);
      const { unchanged, signed } = await verdictOfBoth();
      renameSync(away, join(path, name));
      expect(unchanged.ok, name).toBe(false);
      expect(
        unchanged.problems.find((problem) => problem.startsWith(`${name}: missing`)),
        name,
      ).toBeDefined();
      expect(signed.ok, name).toBe(name !== signatureFile && name !== 'tagmanifest-sha256.txt');
    }
  });

  test.each([
    'data/added.csv',
    'added.txt',
    'signatures/added.pem',
    'manifest-md5.txt',
    'data/rules/.hidden',
  ])('added: %s', async (name) => {
    writeFileSync(join(path, name), 'x');
    expect(await verdictOfBoth()).toMatchObject({
      unchanged: { ok: false, problems: [`${name}: is not listed in the manifests: it was added`] },
      signed: { ok: true },
    });
  });

  test('added with a name that would deceive', async () => {
    writeFileSync(join(path, 'data/\u202Efdp.exe'), 'x');
    const { unchanged } = await verify();
    expect(unchanged.problems).toEqual([
      'data/<U+202E>fdp.exe: is not listed in the manifests: it was added',
    ]);
  });

  test('a link in place of a file is not followed', async () => {
    renameSync(join(path, 'data/report.pdf'), join(folder, 'report.pdf'));
    symlinkSync(join(folder, 'report.pdf'), join(path, 'data/report.pdf'));
    symlinkSync('/', join(path, 'data/everything'));
    const { unchanged } = await verify();
    expect(unchanged.problems).toEqual([
      'data/everything: is a symbolic link',
      'data/report.pdf: is a symbolic link',
    ]);
  });

  test('a pipe does not hold it up', async () => {
    expect(run(path, 'mkfifo', ['data/pipe'])).toBe(true);
    expect((await verify()).unchanged.problems).toEqual(['data/pipe: is neither a file nor a folder']);
  });

  test('a time stamp is neither believed nor hidden', async () => {
    writeFileSync(join(path, `${signatureFile}.tsr`), 'x');
    const verdict = await verdictOfBoth();
    expect(verdict.timestamp).toEqual({ state: 'invalid' });
    expect(verdict.unchanged.problems).toEqual([expect.stringContaining('this version cannot check')]);
  });
});

describe('someone who can change everything', () => {
  const sum = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(path, name)))
      .digest('hex');
  const put = (name: string, text: string | Buffer): void => writeFileSync(join(path, name), text);
  const replace = (name: string, from: string, to: string): void =>
    put(name, readFileSync(join(path, name), 'utf8').replace(from, to));

  test('and brings the sums in line cannot bring the signature in line', async () => {
    const before = [sum('data/findings.json'), sum('manifest-sha256.txt')] as const;
    put('data/findings.json', '["nothing"]\n');
    replace('manifest-sha256.txt', before[0], sum('data/findings.json'));
    replace('tagmanifest-sha256.txt', before[1], sum('manifest-sha256.txt'));
    expect(outsiderAccepts(path)).toEqual({ sums: true, signature: false });
    expect(await verdictOfBoth()).toMatchObject({
      unchanged: {
        ok: false,
        problems: [expect.stringMatching(/^tagmanifest-sha256.txt: is not what was signed/)],
      },
      signed: { ok: false, fingerprint: signer.record.fingerprint },
    });
  });

  test('and takes the signature of another package', async () => {
    const other = scratchFolder();
    await samplePackage(other, signer, { files: [{ path: 'other', bytes: Buffer.from('x') }] });
    cpSync(join(other, 'Report-v1', signatureFile), join(path, signatureFile));
    const trust = join(folder, 'trust.pem');
    writeFileSync(trust, toPem(signer.chain[1]!.der));
    expect(await verify(path, trust)).toMatchObject({
      unchanged: { ok: false },
      signed: { ok: false, trust: 'untrusted-unknown' },
    });
    expect(outsiderAccepts(path).signature).toBe(false);
  });

  test('and signs anew is another signer, and the certificates beside it show it', async () => {
    const resign = (): void =>
      put(
        signatureFile,
        signDetached({
          content: readFileSync(join(path, 'tagmanifest-sha256.txt')),
          at: signedAt,
          chain: stranger.chain,
          sign: stranger.sign,
        }),
      );
    resign();
    const verdict = await verdictOfBoth();
    expect(verdict.signed).toMatchObject({ ok: true, fingerprint: stranger.record.fingerprint });
    expect(verdict.unchanged.problems).toEqual([
      'signatures/signer.pem: does not hold the certificates the package was signed with',
      'signatures/chain.pem: does not hold the certificates the package was signed with',
    ]);

    const before = ['signatures/signer.pem', 'signatures/chain.pem'].map(sum);
    put('signatures/signer.pem', toPem(stranger.chain[0].der));
    put('signatures/chain.pem', toPem(stranger.chain[1]!.der));
    replace('tagmanifest-sha256.txt', before[0]!, sum('signatures/signer.pem'));
    replace('tagmanifest-sha256.txt', before[1]!, sum('signatures/chain.pem'));
    resign();
    expect(outsiderAccepts(path)).toEqual({ sums: true, signature: true });
    const trust = join(folder, 'trust.pem');
    writeFileSync(trust, toPem(signer.chain[1]!.der));
    expect(await verify(path, trust)).toEqual({
      unchanged: { ok: true, problems: [] },
      signed: {
        ok: true,
        subject: 'CN=Somebody Else, O=Test agency',
        fingerprint: stranger.record.fingerprint,
        trust: 'mismatch',
      },
      timestamp: { state: 'absent' },
    });
  });

  test.each([
    [
      'leaves a file out of the list',
      (text: string) => text.replace(/.*bag-info.*\n/, ''),
      /does not list bag-info/,
    ],
    [
      'lists what lies elsewhere',
      (text: string) => `${text}${'0'.repeat(64)}  ../x\n`,
      /line 7 has an empty/,
    ],
    [
      'lists the payload in the wrong place',
      (text: string) => `${text}${'0'.repeat(64)}  data/x\n`,
      /may not list/,
    ],
    ['lists itself', (text: string) => `${text}${'0'.repeat(64)}  tagmanifest-sha256.txt\n`, /may not list/],
  ])('and %s is found even where the signature is good', async (_what, change, problem) => {
    put('tagmanifest-sha256.txt', change(readFileSync(join(path, 'tagmanifest-sha256.txt'), 'utf8')));
    const content = readFileSync(join(path, 'tagmanifest-sha256.txt'));
    put(signatureFile, signDetached({ content, at: signedAt, chain: signer.chain, sign: signer.sign }));
    const { unchanged, signed } = await verify();
    expect(signed.ok).toBe(true);
    expect(unchanged.problems.some((text) => problem.test(text))).toBe(true);
  });

  test('and lists in one manifest what belongs in the other is found', async () => {
    const before = sum('manifest-sha256.txt');
    put(
      'manifest-sha256.txt',
      `${readFileSync(join(path, 'manifest-sha256.txt'), 'utf8')}${sum('bagit.txt')}  bagit.txt\n`,
    );
    replace('tagmanifest-sha256.txt', before, sum('manifest-sha256.txt'));
    const content = readFileSync(join(path, 'tagmanifest-sha256.txt'));
    put(signatureFile, signDetached({ content, at: signedAt, chain: signer.chain, sign: signer.sign }));
    expect(outsiderAccepts(path)).toEqual({ sums: true, signature: true });
    expect((await verify()).unchanged.problems).toEqual(['manifest-sha256.txt: may not list bagit.txt']);
  });

  test('and adds very many files gets a list one can read', async () => {
    mkdirSync(join(path, 'data/more'));
    for (let file = 0; file < 1500; file++) put(`data/more/${file}`, '');
    const { unchanged } = await verify();
    expect(unchanged.problems).toHaveLength(1001);
    expect(unchanged.problems.at(-1)).toBe('and 500 more');
  });

  test('and puts a huge file where a small one belongs', async () => {
    put(signatureFile, Buffer.alloc(100_000));
    const { unchanged, signed } = await verdictOfBoth();
    expect(unchanged.problems).toEqual([expect.stringMatching(/\.p7s: cannot be read, or is far too large/)]);
    expect(signed.ok).toBe(false);
  });
});

describe('what is no package is an error', () => {
  test.each([
    ['nothing', () => {}, 'not-found'],
    ['an empty folder', (place: string) => mkdirSync(place), 'package'],
    ['a text', (place: string) => writeFileSync(place, 'hello'), 'package'],
    ['an empty file', (place: string) => writeFileSync(place, ''), 'package'],
    ['a pipe', (place: string) => void run('/', 'mkfifo', [place]), 'package'],
  ])('%s', async (_what, make, code) => {
    const place = join(folder, 'place');
    make(place);
    await expect(verify(place)).rejects.toMatchObject({ code });
  });

  test('and stopping it is neither verdict nor crash', async () => {
    const stop = new AbortController();
    const job = { signal: stop.signal, report: () => stop.abort() };
    await expect(verifyPackage({ package: path }, job)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(verifyPackage({ package: zipped() }, job)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('what was opened is closed again', async () => {
  const openFiles = (): number => readdirSync('/proc/self/fd').length;
  const zip = zipped();
  const half = join(folder, 'half.zip');
  writeFileSync(half, readFileSync(zip).subarray(0, 3000));
  const before = openFiles();
  for (let round = 0; round < 20; round++) {
    await verify();
    await verify(zip);
    await expect(verify(half)).rejects.toMatchObject({ code: 'package' });
  }
  await vi.waitFor(() => expect(openFiles()).toBeLessThan(before + 10));
});
