import { AppError } from '../../../shared/contract/errors.ts';
import { dispositions } from '../../../shared/vocabulary/dispositions.ts';
import { byExaminer, defineCommand } from '../command.ts';
import { describeFinding } from '../describe.ts';
import { choice, flag, path, required, text, texts } from '../option.ts';

export const annotate = defineCommand({
  name: 'annotate',
  summary: "Records the examiner's decision, a note or tags on a finding",
  positionals: {
    dir: required(path('DIR', 'the case folder')),
    finding: required(text('FINDING', 'id of the finding')),
  },
  options: {
    disposition: choice('D', 'the conclusion; needs --reason', dispositions),
    reason: text('T', 'why; needs --disposition'),
    note: text('TEXT', 'a note'),
    internal: flag('keep the note out of reports; needs --note'),
    tag: texts('T', 'a tag'),
    ...byExaminer,
  },
  async run({ dir, finding, disposition, reason, note, internal, tag, examiner }, { call }) {
    if ((disposition === undefined) !== (reason === undefined)) {
      throw new AppError(
        'usage',
        '--disposition and --reason belong together: no conclusion without its reason',
      );
    }
    if (internal && note === undefined) throw new AppError('usage', '--internal needs --note');
    if (disposition === undefined && note === undefined && tag.length === 0) {
      throw new AppError('usage', 'annotate needs --disposition with --reason, --note or --tag');
    }
    const value = await call('annotate', {
      dir,
      finding,
      disposition,
      reason,
      note,
      internal,
      tags: [...tag],
      examiner,
    });
    return { value, lines: () => describeFinding(value.finding) };
  },
});
