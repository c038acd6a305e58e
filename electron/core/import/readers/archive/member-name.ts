import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';

/** Names that Windows takes for a device, with or without what follows a dot. */
const device = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|:|$)/i;

const longestName = 1000;

/**
 * The name of a zip entry. macOS and others write UTF-8 without saying so, which by the book (APPNOTE 4.4.4) would be the
 * code page of the first PC; a name that says UTF-8 and is not is read in that code page too, where every byte has a sign.
 */
export function entryName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const isUnicode = isUtf8(fileNameRaw);
  const flag = isUnicode ? generalPurposeBitFlag | 0x800 : generalPurposeBitFlag & ~0x800;
  return getFileNameLowLevel(flag, fileNameRaw, extraFields, true);
}

/** The name in a gzip header: Latin-1 by the book (RFC 1952), UTF-8 in practice. */
export function gzipName(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** Why a name cannot be trusted to stay in a folder; null if it can. Nothing is ever written under such a name. */
export function unsafeName(name: string): string | null {
  if (name === '') return 'an empty name';
  if (name.length > longestName) return `a name of ${name.length} characters`;
  if (name.includes('\0')) return 'a zero character in its name';
  if (name.includes('\\')) return 'a backslash in its name';
  if (name.startsWith('/')) return 'a name that begins at the root';
  if (/^[a-z]:/i.test(name)) return 'a drive letter in its name';
  const parts = name.split('/');
  if (parts.includes('..')) return 'a name that leaves its folder';
  if (parts.some((part) => device.test(part))) return 'the name of a device';
  return null;
}
