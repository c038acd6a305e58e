import type { PackageVerdict } from '../../../shared/contract/records.ts';
import { defineCommand } from '../command.ts';
import { path, required } from '../option.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'Checks a package: unchanged, signed, time-stamped',
  positionals: { package: required(path('PACKAGE', 'the package, folder or zip')) },
  options: { trust: path('CERT.pem', 'certificate of the signer you trust') },
  notes: ['Exit code 3 if the package is changed or badly signed, or the signer is not the one trusted.'],
  async run(input, { call }) {
    const value = await call('verify', { package: input.package, trust: input.trust });
    const { unchanged, signed, timestamp } = value;
    const trusted = input.trust === undefined || signed.trust === 'trusted';
    const lookAt = !unchanged.ok || !signed.ok || !trusted || timestamp.state === 'invalid';
    return { value, lines: () => verdicts(value), lookAt };
  },
});

const trustWords: Record<PackageVerdict['signed']['trust'], string> = {
  trusted: 'the signer is the one you trust',
  'untrusted-unknown':
    'nothing here says whose key this is: compare the fingerprint with the one you were given',
  mismatch: 'the signer is not the one you trust',
};

/** Three verdicts, each by itself; never one for all. */
function verdicts({ unchanged, signed, timestamp }: PackageVerdict): string[] {
  return [
    `unchanged: ${unchanged.ok ? 'yes' : 'NO'}`,
    ...unchanged.problems.map((problem) => `  ${problem}`),
    `signed: ${signed.ok ? `yes, by ${signed.subject}` : 'NO'}`,
    `  fingerprint ${signed.fingerprint || 'none'}`,
    `  ${trustWords[signed.trust]}`,
    `time stamp: ${timestamp.state}${timestamp.at === undefined ? '' : `, ${timestamp.at}`}`,
  ];
}
