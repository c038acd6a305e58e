import { byExaminer, defineCommand } from '../command.ts';
import { pairs } from '../layout.ts';
import { notYet, path, required, text } from '../option.ts';
import { readPassphrase } from '../passphrase.ts';

export const report = defineCommand({
  name: 'report',
  summary: 'Builds the signed package: report, findings, cited rows and evidence list, as folder and zip',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {
    out: required(path('PATH', 'where the package goes')),
    identity: required(path('FILE', 'signing identity, made with `identity create`')),
    'passphrase-env': required(text('VAR', 'name of the environment variable that holds its passphrase')),
    redact: notYet(text('PROFILE', 'redaction profile')),
    findings: text('ID,…', 'only these findings (default: all)'),
    ...byExaminer,
  },
  async run(input, { call, env }) {
    const value = await call('report', {
      dir: input.dir,
      out: input.out,
      identity: input.identity,
      passphrase: readPassphrase(env, input['passphrase-env']),
      findings: input.findings
        ?.split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
      examiner: input.examiner,
    });
    const lines = () =>
      pairs([
        ['package', value.path],
        ['zip', value.zip],
        ['SHA-256', value.sha256],
        ['findings', value.findings],
        ['pages', value.pages],
      ]);
    return { value, lines };
  },
});
