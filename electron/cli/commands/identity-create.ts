import { defineCommand } from '../command.ts';
import { describeIdentity } from '../describe.ts';
import { path, required, text } from '../option.ts';
import { readPassphrase } from '../passphrase.ts';

export const identityCreate = defineCommand({
  name: 'identity create',
  summary: 'Creates a signing identity, its key sealed with a passphrase',
  positionals: { file: required(path('FILE', 'the file to write')) },
  options: {
    name: required(text('N', 'name of the signer')),
    agency: text('A', 'agency of the signer'),
    'passphrase-env': required(text('VAR', 'name of the environment variable that holds the passphrase')),
  },
  async run({ file, name, agency, 'passphrase-env': variable }, { call, env }) {
    const value = await call('identity.create', {
      file,
      name,
      agency,
      passphrase: readPassphrase(env, variable),
    });
    return { value, lines: () => [`created ${file}`, ...describeIdentity(value)] };
  },
});
