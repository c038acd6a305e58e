import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePage } from '../../electron/shell/serve-page.ts';

const secret = 'SECRET outside the page';
let dir: string;
let pageDir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'scrutineer-page-'));
  pageDir = join(dir, 'page');
  mkdirSync(join(pageDir, 'assets/deep'), { recursive: true });
  mkdirSync(join(dir, 'page-of-another'));
  const html = '<meta property="csp-nonce" nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>';
  writeFileSync(join(pageDir, 'index.html'), html);
  writeFileSync(join(pageDir, 'assets/a.js'), 'const mark = "__CSP_NONCE__";');
  writeFileSync(join(pageDir, 'assets/deep/ü ber.css'), 'b{}');
  writeFileSync(join(pageDir, 'assets/font.woff2'), Buffer.from([0, 255, 128, 10]));
  writeFileSync(join(pageDir, 'assets/a.js.map'), secret);
  writeFileSync(join(pageDir, '.hidden.js'), secret);
  writeFileSync(join(dir, 'secret.js'), secret);
  writeFileSync(join(dir, 'page-of-another/secret.js'), secret);
  symlinkSync(join(dir, 'secret.js'), join(pageDir, 'link.js'));
  symlinkSync(dir, join(pageDir, 'up'));
  symlinkSync(join(dir, 'page-of-another'), join(pageDir, 'another'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const get = async (url: string, method = 'GET') => {
  const { status, headers, body } = await servePage(pageDir, method, url);
  return { status, headers, bytes: Buffer.from(body), text: Buffer.from(body).toString('utf8') };
};

describe('what the page is made of', () => {
  test.each([
    ['app://scrutineer/', 'text/html; charset=utf-8', /nonce/],
    ['app://scrutineer/index.html?x=1#/findings', 'text/html; charset=utf-8', /nonce/],
    ['app://scrutineer/assets/a.js', 'text/javascript; charset=utf-8', /^const/],
    ['app://scrutineer/assets/deep/%C3%BC%20ber.css', 'text/css; charset=utf-8', /^b\{\}$/],
  ])('%s', async (url, contentType, content) => {
    const { status, headers, text } = await get(url);
    expect([status, headers['content-type']]).toEqual([200, contentType]);
    expect(text).toMatch(content);
  });

  test('bytes stay bytes', async () => {
    expect([...(await get('app://scrutineer/assets/font.woff2')).bytes]).toEqual([0, 255, 128, 10]);
  });
});

describe('what is not', () => {
  test.each([
    'app://scrutineer/nothing.js',
    'app://scrutineer/assets',
    'app://scrutineer/assets/',
    'app://scrutineer//assets/a.js',
    'app://scrutineer/assets/a.js.map',
    'app://scrutineer/.hidden.js',
    'app://scrutineer/link.js',
    'app://scrutineer/up/secret.js',
    'app://scrutineer/another/secret.js',
    'app://scrutineer/../secret.js',
    'app://scrutineer/..%2fsecret.js',
    'app://scrutineer/%2e%2e/secret.js',
    'app://scrutineer/..%5csecret.js',
    'app://scrutineer/assets/..%2f..%2fsecret.js',
    'app://scrutineer/%00secret.js',
    'app://scrutineer/%zz.js',
    'app://scrutineer/C:/secret.js',
    'app://scrutineer.evil/index.html',
    'app://scrutineer:80/index.html',
    'app://user@scrutineer/index.html',
    'app://other/index.html',
    'file:///etc/passwd',
    'https://app.invalid/index.html',
    '',
  ])('%s', async (url) => {
    const { status, text } = await get(url);
    expect([status, text]).toEqual([404, 'there is no such file']);
  });

  test.each(['POST', 'HEAD', 'PUT', 'get'])('%s', async (method) => {
    expect((await get('app://scrutineer/', method)).status).toBe(405);
  });

  test('by whatever name', async () => {
    const piece = fc.constantFrom(
      ...['..', '.', '%2e', '%2E%2E', '/', '\\', '%2f', '%5c', '%252e', 'secret.js', 'link.js', 'up', 'page'],
      ...[
        'assets',
        'a.js',
        '%00',
        ':',
        '~',
        'another',
        'page-of-another',
        '.hidden.js',
        '?',
        '#',
        ' ',
        '%',
        dir,
      ],
    );
    const name = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(name, async (path) => {
        const { status, text } = await get(`app://scrutineer/${path}`);
        expect(text).not.toContain('SECRET');
        expect([200, 404]).toContain(status);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('every answer, refusals too', () => {
  const addresses = ['app://scrutineer/', 'app://scrutineer/assets/a.js', 'app://scrutineer/none', 'bad'];

  test.each(addresses)('%s is under the policy', async (url) => {
    const { headers } = await get(url);
    const nonce = /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    expect(headers).toEqual({
      'content-type': expect.any(String),
      'content-security-policy':
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
        "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('a document carries the nonce of its own answer, and the next another', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('app://scrutineer/')));
    const nonces = answers.map(({ headers, text }) => {
      const inPolicy = /'nonce-([^']+)'/.exec(headers['content-security-policy']!)![1]!;
      expect([...text.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce)).toEqual([inPolicy, inPolicy]);
      return inPolicy;
    });
    expect(new Set(nonces).size).toBe(20);
    expect((await get('app://scrutineer/assets/a.js')).text).toContain('__CSP_NONCE__');
  });
});
