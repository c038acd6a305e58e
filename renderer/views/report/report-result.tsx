import type { MethodResult } from '../../../shared/contract/methods.ts';
import { call } from '../../state/client.ts';
import { formatRoute } from '../../state/route.ts';
import { showToast } from '../../state/toasts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { errorWords } from '../../ui/error-words.ts';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { countOf } from '../../ui/number-format.ts';
import { VisibleText } from '../../ui/visible-text.tsx';

const commands = [
  'sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt',
  'openssl cms -verify -cades -binary -inform DER -in signatures/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile signatures/chain.pem -out /dev/null',
];

/** Where the package is, its hash, and how others check it. */
export function ReportResult({ result }: { readonly result: MethodResult<'report'> }) {
  const reveal = async () => {
    try {
      await call('host.reveal', { path: result.zip });
    } catch (thrown) {
      showToast(errorWords(thrown).message);
    }
  };
  return (
    <div className="report__result">
      <Banner
        kind="good"
        isLive
        what={`The report on ${countOf(result.findings, 'finding')} is built and signed: ${countOf(result.pages, 'page')}.`}
        todo="Check it once as its readers will, before it goes out."
        actions={
          <>
            <Button onPress={() => void reveal()}>Show in folder</Button>
            <a
              className="button button--default button--m"
              href={formatRoute({ screen: 'verify', query: { package: result.zip } })}
            >
              Verify it now
            </a>
          </>
        }
      />
      <KeyValueList
        items={[
          { name: 'Package', value: <VisibleText text={result.zip} /> },
          { name: 'SHA-256 of the zip', value: <span className="hash">{result.sha256}</span> },
          { name: 'Folder', value: <VisibleText text={result.path} /> },
        ]}
      />
      <h3>How others check it, without this program</h3>
      <p>In the unpacked folder (Linux; VERIFY.txt in it has macOS and Windows):</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="report__commands" tabIndex={0} aria-label="Commands to verify the package">
        <pre>{commands.join('\n')}</pre>
      </section>
    </div>
  );
}
