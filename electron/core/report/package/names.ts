import { isNeverPrinted } from '../document/visible-characters.ts';

/** Files of a package, by their paths in it (BagIt, RFC 8493). */
export const packageFiles = {
  bagit: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  /** Lists the manifest and every other file outside data/; it is what is signed. */
  tagManifest: 'tagmanifest-sha256.txt',
  howToVerify: 'VERIFY.txt',
  signer: 'signatures/signer.pem',
  chain: 'signatures/chain.pem',
  signature: 'signatures/tagmanifest-sha256.txt.p7s',
} as const;

export const payloadFolder = 'data/';

const pathBytesCap = 1000;
const segmentBytesCap = 200;
const segmentsCap = 16;

/**
 * What is wrong with a path in a package, or undefined. One path must mean one file on every system: relative, `/` between
 * parts, composed characters, nothing that Windows refuses or drops, nothing invisible, nothing that a manifest would have
 * to encode.
 */
export function problemOfPath(path: string): string | undefined {
  const segments = path.split('/');
  if (Buffer.byteLength(path) > pathBytesCap || segments.length > segmentsCap) return 'is too long';
  for (const segment of segments) {
    const problem = problemOfName(segment);
    if (problem) return problem;
  }
  return undefined;
}

/** The same for one part of a path. */
export function problemOfName(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'has an empty, "." or ".." part';
  if (Buffer.byteLength(name) > segmentBytesCap) return 'has a part that is too long';
  if ([...name].some((character) => isNeverPrinted(character.codePointAt(0)!))) {
    return 'holds a character that cannot be seen';
  }
  if (/[\\:*?"<>|%]/.test(name)) return 'holds one of \\ : * ? " < > | %';
  if (/^ |[ .]$/.test(name)) return 'begins or ends with a blank, or ends with a dot';
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) return 'is a device on Windows';
  if (name !== name.normalize('NFC')) return 'has characters that are not composed';
  return undefined;
}

/** Paths with the same key are the same file on a system that does not tell capitals from small letters. */
export const caseKey = (path: string): string => path.toLowerCase().normalize('NFC');
