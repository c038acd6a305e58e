import { byExaminer, defineCommand } from '../command.ts';
import { describeSource } from '../describe.ts';
import { plural } from '../layout.ts';
import { path, required, text } from '../option.ts';

export const sourceWithdraw = defineCommand({
  name: 'source withdraw',
  summary: 'Takes a source imported by mistake out of the case; what depended on it is marked',
  positionals: {
    dir: required(path('DIR', 'the case folder')),
    source: required(text('SOURCE', 'id of the source, as S1')),
  },
  options: { reason: required(text('T', 'why')), ...byExaminer },
  notes: [
    'The sealed file, the receipt and the list of rejected records stay, and the activity log says what was done.',
  ],
  async run(input, { call }) {
    const { dir, source, reason, examiner } = input;
    const value = await call('source.withdraw', { dir, source, reason, examiner });
    return { value, lines: () => [...describeSource(value.source), affected(value.affectedFindings)] };
  },
});

/** What correcting a source did to findings, for a reader. */
export function affected(findings: number): string {
  if (findings === 0) return 'no finding rests on its records';
  const rest = findings === 1 ? 'rests' : 'rest';
  return `${plural(findings, 'finding')} ${rest} on its records and ${findings === 1 ? 'is' : 'are'} marked so until the rules are run again`;
}
