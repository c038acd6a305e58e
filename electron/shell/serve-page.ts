import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pageUrl } from './page-address.ts';
import { nonceMark, pageHeaders } from './page-headers.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Only what a page is made of is served, whatever else lies in the folder. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
};

/** Answers a request for a file of the page; nothing outside the folder, by whatever name or link, is ever read. */
export async function servePage(pageDir: string, method: string, url: string): Promise<PageAnswer> {
  if (method !== 'GET') return refuse(405, 'only GET is answered');
  const name = fileName(url);
  const contentType = name === undefined ? undefined : contentTypes[extname(name)];
  if (name === undefined || contentType === undefined) return refuse(404, 'there is no such file');
  const file = await containedFile(pageDir, name);
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (content === undefined) return refuse(404, 'there is no such file');
  const nonce = randomBytes(16).toString('base64');
  const body = contentType.startsWith('text/html')
    ? Buffer.from(content.toString('utf8').replaceAll(nonceMark, nonce))
    : content;
  return { status: 200, headers: pageHeaders(contentType, nonce), body: Uint8Array.from(body) };
}

/** The name a URL of the page asks for, relative to its folder; undefined where it is none of the page's. */
function fileName(url: string): string | undefined {
  if (!url.startsWith(pageUrl)) return undefined;
  const encoded = url.slice(pageUrl.length).replace(/[?#].*$/s, '');
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  if (name === '') return 'index.html';
  const parts = name.split('/');
  // A name that means different things to URLs, to Windows and to file systems is not one of ours.
  const odd = /[\\:\p{Cc}]/u.test(name) || parts.some((part) => part === '' || part.startsWith('.'));
  return odd ? undefined : parts.join(sep);
}

async function containedFile(pageDir: string, name: string): Promise<string | undefined> {
  try {
    const folder = await realpath(pageDir);
    const file = await realpath(join(folder, name));
    return file.startsWith(folder + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: number, reason: string): PageAnswer {
  const headers = pageHeaders('text/plain; charset=utf-8', randomBytes(16).toString('base64'));
  return { status, headers, body: Uint8Array.from(Buffer.from(reason)) };
}
