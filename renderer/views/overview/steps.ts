import type { ScreenName } from '../../state/route.ts';
import { countOf } from '../../ui/number-format.ts';

export interface Step {
  readonly title: string;
  readonly about: string;
  readonly screen: ScreenName;
  readonly isDone: boolean;
}

/** The steps from delivered files to a report, with what is known of each. */
export function nextSteps({
  sources,
  findings,
  open,
  isReviewKnown,
}: {
  readonly sources: number;
  readonly findings: number;
  readonly open: number;
  readonly isReviewKnown: boolean;
}): Step[] {
  const isReviewed = isReviewKnown && findings > 0 && open === 0;
  return [
    {
      title: 'Import the logs',
      about:
        sources === 0
          ? 'Delivered files are sealed, read and counted. Nothing is changed in them.'
          : `${countOf(sources, 'source')} in the case. More can be added at any time.`,
      screen: sources === 0 ? 'import' : 'evidence',
      isDone: sources > 0,
    },
    {
      title: 'Run the rules',
      about:
        findings === 0
          ? 'Rules mark what needs review; each says why, and what would explain it.'
          : `${countOf(findings, 'finding')} from the last run.`,
      screen: 'rules',
      isDone: findings > 0,
    },
    {
      title: 'Review the findings',
      about:
        findings === 0
          ? 'Each finding gets a disposition with its reason.'
          : `${open} of ${findings} need review.`,
      screen: 'findings',
      isDone: isReviewed,
    },
    {
      title: 'Sign and export the report',
      about: 'A package that others can check without this program.',
      screen: 'report',
      isDone: false,
    },
  ];
}
