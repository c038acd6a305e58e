import { codeBlock, heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { inFours } from '../words.ts';
import type { Writing } from '../writing.ts';

const hashes = 'sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt';
const signature =
  'openssl cms -verify -cades -binary -inform DER \\\n' +
  '  -in signatures/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt \\\n' +
  '  -CAfile signatures/chain.pem -out /dev/null';
const fingerprint = 'openssl x509 -in signatures/chain.pem -noout -subject -fingerprint -sha256';

/** How anyone checks the package this report is part of, with common tools alone. */
export function* howToVerify({ model, flow }: Writing, parent: Tag): Generator<void> {
  const epochSeconds = Math.floor(Date.parse(model.generatedAt) / 1000);
  paragraph(flow, parent, [
    span(
      'This report is one file of a signed package. The package can be checked without the program that made it and without a ' +
        'network. Open a terminal in the folder of the package. Each command must end without an error. VERIFY.txt in the ' +
        'package says the same for macOS and Windows.',
    ),
  ]);
  heading(flow, parent, 2, '1. The files are unchanged');
  yield* codeBlock(flow, parent, hashes);
  heading(flow, parent, 2, '2. The list of files is the one that was signed');
  yield* codeBlock(flow, parent, signature);
  paragraph(flow, parent, [
    span(
      'Once the signer’s certificate has expired, OpenSSL says so. What counts is that it was valid when the package was signed: ' +
        `add -attime followed by the time of signing in seconds since 1970, as VERIFY.txt gives it (this report was made at ${epochSeconds}, just before).`,
    ),
  ]);
  heading(flow, parent, 2, '3. The key is the examiner’s');
  yield* codeBlock(flow, parent, fingerprint);
  paragraph(flow, parent, [
    span(
      'Compare all 64 digits with the fingerprint on the paper certification, and not with this page or any other file of the ' +
        'package: whoever could replace the package could replace them too. In this package the fingerprint is said to be',
    ),
  ]);
  yield* codeBlock(flow, parent, inFours(model.signer.rootFingerprint));
  heading(flow, parent, 2, '4. The records are those of the log');
  paragraph(flow, parent, [
    span(
      'Each cited record gives its file, row and byte offset. Compare the SHA-256 of the agency’s file with section 3, then look at ' +
        'the bytes, here for a file and an offset from any row of section 6:',
    ),
  ]);
  yield* codeBlock(flow, parent, 'sha256sum FILE\ntail -c +$((OFFSET + 1)) FILE | head -n 1');
  paragraph(flow, parent, [span('records.csv lists every record that any finding cites.', styles.text)]);
}
