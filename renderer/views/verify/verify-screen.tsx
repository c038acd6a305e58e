import { useEffect, useState } from 'react';
import { AppError } from '../../../shared/contract/errors.ts';
import type { PackageVerdict } from '../../../shared/contract/records.ts';
import { call } from '../../state/client.ts';
import { runJob } from '../../state/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Screen } from '../../ui/screen.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { Verdicts } from './verdicts.tsx';
import './verify.css';

/** Checks a package that somebody delivered, or the one that is given: three verdicts, each for itself. */
export function VerifyScreen({ given }: { readonly given: string }) {
  const [path, setPath] = useState(given);
  const [trust, setTrust] = useState('');
  const [verdict, setVerdict] = useState<PackageVerdict | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isUnderWay, setIsUnderWay] = useState(false);

  const check = async (packagePath: string, trustPath: string) => {
    setError(null);
    setVerdict(null);
    setIsUnderWay(true);
    try {
      const args = { package: packagePath, ...(trustPath === '' ? {} : { trust: trustPath }) };
      setVerdict(await runJob('verify', args, { title: 'Verifying the package' }));
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === 'cancelled')) setError(thrown);
    } finally {
      setIsUnderWay(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a given package is checked once
  useEffect(() => {
    if (given !== '') check(given, '').catch(setError);
  }, [given]);
  const attempt = (work: () => Promise<void>) => void work().catch(setError);
  const pickZip = () =>
    attempt(async () => {
      const [chosen] = await call('host.pickFiles', {
        title: 'The package',
        filters: [{ name: 'Packages', extensions: ['zip'] }],
      });
      if (chosen === undefined) return;
      setPath(chosen);
      await check(chosen, trust);
    });
  const pickFolder = () =>
    attempt(async () => {
      const chosen = await call('host.pickFolder', { title: 'The folder of the package' });
      if (chosen === null) return;
      setPath(chosen);
      await check(chosen, trust);
    });
  const pickTrust = () =>
    attempt(async () => {
      const [chosen] = await call('host.pickFiles', {
        title: 'The certificate of the signer you trust',
        filters: [{ name: 'Certificates', extensions: ['pem', 'crt', 'cer'] }],
      });
      if (chosen === undefined) return;
      setTrust(chosen);
      if (path !== '') await check(path, chosen);
    });

  return (
    <Screen
      title="Verify a package"
      about="Three questions with three answers: is it as it was signed, who signed it, and when. None of them says whether the report is right."
    >
      <div className="card section">
        <div className="row">
          <Button variant="primary" icon="open" onPress={pickZip} isDisabled={isUnderWay}>
            Choose a package (zip)
          </Button>
          <Button onPress={pickFolder} isDisabled={isUnderWay}>
            Choose a package folder
          </Button>
          <Button onPress={pickTrust} isDisabled={isUnderWay}>
            Certificate you trust
          </Button>
        </div>
        {path !== '' && (
          <p>
            Package <VisibleText text={path} />
          </p>
        )}
        {trust !== '' && (
          <p>
            Trusted certificate <VisibleText text={trust} />{' '}
            <Button
              size="s"
              variant="quiet"
              onPress={() => {
                setTrust('');
                if (path !== '') attempt(() => check(path, ''));
              }}
            >
              Without it
            </Button>
          </p>
        )}
      </div>
      {error !== null && <ErrorBanner error={error} what="The package cannot be checked." />}
      {isUnderWay && (
        <p role="status" className="soft">
          Checking every file and signature …
        </p>
      )}
      {verdict && <Verdicts verdict={verdict} />}
    </Screen>
  );
}
