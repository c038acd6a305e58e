import { defineCommand } from '../command.ts';
import { describeIdentity } from '../describe.ts';
import { path, required } from '../option.ts';

export const identityShow = defineCommand({
  name: 'identity show',
  summary: 'Shows whose a signing identity is; needs no passphrase',
  positionals: { file: required(path('FILE', 'the identity file')) },
  options: {},
  async run({ file }, { call }) {
    const value = await call('identity.show', { file });
    return { value, lines: () => describeIdentity(value) };
  },
});
