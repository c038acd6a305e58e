import { AppError } from '../../shared/contract/errors.ts';

/** The passphrase in the named environment variable: never an argument, which every process of the machine can see. */
export function readPassphrase(env: Readonly<Record<string, string | undefined>>, variable: string): string {
  const passphrase = env[variable];
  if (passphrase) return passphrase;
  const problem = passphrase === undefined ? 'is not set' : 'is empty';
  throw new AppError('usage', `--passphrase-env: the environment variable ${variable} ${problem}`);
}
