import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { IdentityRecord } from '../../../../shared/contract/records.ts';
import { isNeverPrinted } from '../document/visible-characters.ts';
import { requireParent } from '../package/disk-error.ts';
import { readCertificate } from '../signature/certificate-read.ts';
import { writeCertificate } from '../signature/certificate-write.ts';
import type { Chain } from '../signature/chain.ts';
import { describeChain, keyContext } from './identity.ts';
import { readIdentityFile, refuseExisting, writeIdentityFile } from './identity-file.ts';
import { seal } from './seal.ts';

const shortestPassphrase = 12;
const longestPassphrase = 1000;
/** RFC 5280 appendix A: ub-common-name, ub-organization-name. */
const longestName = 64;
const signerYears = 10;
const rootYears = 20;

/**
 * Creates a signing identity: a root that certifies one signer, whose key is sealed with the passphrase. The root's key is
 * gone when this returns, so that nobody can certify another signer under the same fingerprint. Throws `exists`, `usage`,
 * `passphrase`, `not-found`, `disk-full`.
 */
export async function createIdentity(
  { file, name, agency, passphrase }: MethodArgs<'identity.create'>,
  at = new Date(),
): Promise<IdentityRecord> {
  const commonName = checkedName(name, 'the name');
  const organization = checkedName(agency, 'the agency');
  checkPassphrase(passphrase);
  requireParent(file);
  refuseExisting(file);

  const { chain, signerKey } = issue(commonName, organization, at);
  const secret = signerKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = await seal(secret, passphrase, keyContext(chain));
  secret.fill(0);
  writeIdentityFile(file, chain, sealed);
  return describeChain(readIdentityFile(file).chain);
}

function issue(commonName: string, organization: string, at: Date): { chain: Chain; signerKey: KeyObject } {
  const rootKeys = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const signerKeys = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const rootName = { commonName, organization, organizationalUnit: 'Scrutineer signing root' };
  const notBefore = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const common = { issuer: rootName, issuerKey: rootKeys.privateKey, notBefore };
  const root = writeCertificate({
    ...common,
    subject: rootName,
    subjectKey: rootKeys.publicKey,
    notAfter: yearsAfter(notBefore, rootYears),
    role: 'authority',
  });
  const signer = writeCertificate({
    ...common,
    subject: { commonName, organization },
    subjectKey: signerKeys.publicKey,
    notAfter: yearsAfter(notBefore, signerYears),
    role: 'signer',
  });
  return { chain: [readCertificate(signer)!, readCertificate(root)!], signerKey: signerKeys.privateKey };
}

/** What follows looks like a name and nothing in it is invisible or turns the text around. */
function checkedName(given: string, what: string): string {
  const text = given.normalize('NFC').trim();
  const hidden = [...text].find((character) => isHidden(character));
  if (hidden !== undefined) {
    const code = hidden.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    throw new AppError('usage', `${what} holds U+${code}, a character that cannot be seen; leave it out`);
  }
  if ([...text].length > longestName) {
    throw new AppError(
      'usage',
      `${what} is longer than ${longestName} characters; shorten it: certificates allow no more`,
    );
  }
  return text;
}

/** The two joiners are part of how some scripts are written. */
const isHidden = (character: string): boolean =>
  !/[\u200c\u200d]/.test(character) && isNeverPrinted(character.codePointAt(0)!);

function checkPassphrase(passphrase: string): void {
  const { length } = [...passphrase.normalize('NFKC')];
  if (length >= shortestPassphrase && length <= longestPassphrase) return;
  throw new AppError(
    'passphrase',
    `the passphrase has ${length} characters; choose one of ${shortestPassphrase} to ${longestPassphrase}, ` +
      'such as five or six words in a row',
  );
}

function yearsAfter(start: Date, years: number): Date {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}
