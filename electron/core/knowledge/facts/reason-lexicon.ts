/**
 * Words that decide what kind of reason a text is (reference domain.md C2, C3; typing errors from real logs). Compared
 * with reasonKey: lower case, outer punctuation cut. Short words that are codes of some agency (uuv, sus, cfs) are not
 * here: what they mean is for the agency's own glossary.
 */

/** Typed, but says nothing of why. */
export const vagueReasons: ReadonlySet<string> = new Set([
  ...[
    'check',
    'checking',
    'just checking',
    'test',
    'testing',
    'tests',
    'misc',
    'miscellaneous',
    'other',
    'others',
  ],
  ...[
    'unk',
    'unkn',
    'unknown',
    'lookup',
    'look up',
    'search',
    'searching',
    'query',
    'verify',
    'verification',
  ],
  ...[
    'review',
    'follow up',
    'followup',
    'follow-up',
    'fyi',
    'see above',
    'above',
    'same',
    'same as above',
    'ditto',
  ],
  ...[
    'none',
    'none given',
    'no reason',
    'n/a',
    'n a',
    'na',
    'not applicable',
    'not available',
    'null',
    'nil',
  ],
  ...[
    'blank',
    'empty',
    'reason',
    'pd',
    'ok',
    'okay',
    'yes',
    'no',
    'idk',
    'tbd',
    'tba',
    'pending',
    'stuff',
    'info',
  ],
  ...['information', 'data', 'foo', 'foobar', 'abcd', 'xyz'],
]);

/** Names a whole line of work, so that it fits any search. Investigation itself is recognized with typing errors. */
export const catchAllReasons: ReadonlySet<string> = new Set([
  ...['police', 'police investigation', 'police business', 'police work', 'police matter', 'police use'],
  ...[
    'law enforcement',
    'law enforcement purpose',
    'law enforcement purposes',
    'law enforcement use',
    'le',
    'leo',
  ],
  ...[
    'official',
    'official business',
    'official use',
    'official purposes',
    'duty',
    'work',
    'patrol',
    'business',
  ],
  ...[
    'crime',
    'crimes',
    'criminal',
    'crim',
    'criminal justice',
    'criminal justice purpose',
    'criminal matter',
  ],
  ...['criminal investigation', 'criminal investigations', 'crim investigation', 'crim inv', 'crim invest'],
  ...['ongoing investigation', 'active investigation', 'open investigation', 'general investigation'],
  ...['case investigation', 'field investigation', 'investigation case', 'under investigation'],
  ...['case', 'incident', 'admin', 'administrative'],
]);

/** Words that a single mistyped or cut-off word is compared with. */
export const investigationWords: readonly string[] = [
  'investigation',
  'investigations',
  'investigative',
  'investigate',
  'investigating',
  'investigator',
];

/** The shortest beginning of "investigation" that stands for it: inv, inves, investiga. */
export const shortestInvestigation = 'inv';

/** Keys that lie side by side. */
export const keyboardRows: readonly string[] = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
];

/** Three keys side by side that nobody types for anything else. */
export const shortKeyboardRuns: ReadonlySet<string> = new Set([
  'asd',
  'qwe',
  'zxc',
  'qaz',
  'wsx',
  'dsa',
  'ewq',
]);
