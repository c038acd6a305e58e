import type { PackageVerdict } from '../../../shared/contract/records.ts';

/** One verdict in words. `open` where the answer is neither yes nor no. */
export interface VerdictCard {
  readonly question: string;
  readonly answer: string;
  readonly kind: 'yes' | 'no' | 'open';
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly problems: readonly string[];
  /** What follows from it and what does not. */
  readonly meaning: string;
}

/** The three verdicts of a package: unchanged, signed by whom, signed when. */
export function verdictCards({ unchanged, signed, timestamp }: PackageVerdict): VerdictCard[] {
  return [
    {
      question: 'Is it as it was signed?',
      answer: unchanged.ok ? 'Unchanged' : 'Changed',
      kind: unchanged.ok ? 'yes' : 'no',
      facts: [],
      problems: unchanged.problems,
      meaning: unchanged.ok
        ? 'Every file has the hash in the signed list, and no file was added or taken away.'
        : 'What is listed here is not as it was signed. The rest of the package may be.',
    },
    signerCard(signed),
    timestampCard(timestamp),
  ];
}

function signerCard({ ok, subject, fingerprint, trust }: PackageVerdict['signed']): VerdictCard {
  const question = 'Who signed it?';
  const facts = [
    { name: 'Signer', value: subject || 'not readable' },
    { name: 'Fingerprint', value: fingerprint || 'none' },
  ];
  if (!ok) {
    return {
      question,
      answer: 'No valid signature',
      kind: 'no',
      facts,
      problems: [],
      meaning: 'The signature does not hold. Nothing can be said of who made this package.',
    };
  }
  if (trust === 'mismatch') {
    return {
      question,
      answer: 'Another signer than the one you trust',
      kind: 'no',
      facts,
      problems: [],
      meaning:
        'The signature holds, but it was made with the key of another certificate than the one you chose.',
    };
  }
  if (trust === 'trusted') {
    return {
      question,
      answer: 'The signer you trust',
      kind: 'yes',
      facts,
      problems: [],
      meaning: 'The signature was made with the key of the certificate you chose.',
    };
  }
  return {
    question,
    answer: 'Signed; the signer’s name is not proven',
    kind: 'open',
    facts,
    problems: [],
    meaning:
      'Anyone can make a certificate with this name. Compare the fingerprint with the one on the paper certification, or choose the certificate you trust.',
  };
}

function timestampCard({ state, at }: PackageVerdict['timestamp']): VerdictCard {
  const question = 'When was it signed?';
  const facts = at === undefined ? [] : [{ name: 'Time of the timestamp', value: `${at} (UTC)` }];
  switch (state) {
    case 'valid':
      return {
        question,
        answer: 'Not later than the timestamp',
        kind: 'yes',
        facts,
        problems: [],
        meaning: 'A timestamp service saw the signature at this time.',
      };
    case 'invalid':
      return {
        question,
        answer: 'The timestamp does not hold',
        kind: 'no',
        facts,
        problems: [],
        meaning: 'There is a timestamp, but it does not belong to this signature or is damaged.',
      };
    case 'absent':
      return {
        question,
        answer: 'No timestamp',
        kind: 'open',
        facts,
        problems: [],
        meaning: 'The time of signing rests on the signer’s own clock and word.',
      };
  }
}
