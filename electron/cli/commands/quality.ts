import { defineCommand } from '../command.ts';
import { describeQuality } from '../describe-quality.ts';
import { path, required, text } from '../option.ts';

export const quality = defineCommand({
  name: 'quality',
  summary: 'Says what the logs show of their own soundness: look at it before any finding',
  positionals: {
    dir: required(path('DIR', 'the case folder')),
    source: text('SOURCE', 'id of one source (default: all, and how they hang together)'),
  },
  options: {},
  notes: ['Exit code 3 if something was noted as a warning.'],
  async run({ dir, source }, { call }) {
    const value = await call('quality.report', { dir, source });
    const notes = [...value.sources, ...value.logs, ...value.overlaps].flatMap((part) => part.notes);
    const lookAt = notes.some(({ severity }) => severity === 'warning');
    return { value, lookAt, lines: () => describeQuality(value) };
  },
});
