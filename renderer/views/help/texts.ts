/** How the steps of the job are done. */
export const howTo: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Start a case',
    text: 'Cases, New case. Give the name, the examiner and the time zone in which hours and days are to be read; choose where the folder goes. The sample case shows the same on made-up data.',
  },
  {
    title: 'Import what an agency delivered',
    text: 'Evidence, Import files. Choose the files, look at the preview beside the raw text, choose a profile or zone where the log does not say. A file whose dates can be read in two ways is refused until you choose. The receipt gives rows read = imported + rejected + repeated.',
  },
  {
    title: 'See what could not be read',
    text: 'Evidence, the name of a file, Rejected rows: each with its place in the file, the reason and its text. They stay in the sealed file and are in no count of events.',
  },
  {
    title: 'Know what is missing',
    text: 'The overview shows events a day by source with stretches without events shaded, and lists what the case does not hold. A stretch without events can mean no activity or no delivery; the log cannot tell.',
  },
  {
    title: 'Run the rules',
    text: 'Rules, Run. Each rule says on what it ran, how many rows it examined, and why it did not apply where it did not. A hit is a finding that needs review, nothing more.',
  },
  {
    title: 'Review a finding',
    text: 'Findings: grounds and explanations stand side by side. Give a disposition with 1 to 5 and say why; add notes with c and tags with t. Everything can be taken back with u, and both stay in the activity log.',
  },
  {
    title: 'Read times',
    text: 'Every time shows its offset. The key z goes around: zone of the case, UTC, as written in the log.',
  },
  {
    title: 'Sign and export',
    text: 'Report: choose findings, look at the pages, choose or make a signing identity, export. The package can be checked without this program.',
  },
  {
    title: 'Check a package',
    text: 'Verify a package: three answers, each for itself. Unchanged does not mean true, and a name in a certificate does not prove a person: compare the fingerprint with the paper certification.',
  },
  {
    title: 'Check the case itself',
    text: 'Overview, Verify now: sealed files are hashed again, blocks, rows and log entries compared with what was recorded. Do it before a report and after copying a case.',
  },
];

/** What the words of the program mean. */
export const glossary: readonly { readonly term: string; readonly meaning: string }[] = [
  { term: 'Actor', meaning: 'Who acted, as the log identifies them. An account is not always a person.' },
  { term: 'Target', meaning: 'Whom or what an event is about: a plate, a person, a record.' },
  { term: 'Event', meaning: 'One row of a log: one thing that was done. Repeats of a row are one event.' },
  { term: 'Finding', meaning: 'Events that belong together and need review, with grounds and explanations.' },
  { term: 'Ground', meaning: 'Why a finding stands out: what a rule measured, with its numbers.' },
  {
    term: 'Explanation',
    meaning: 'What would explain the events, and the record that says so or is missing.',
  },
  {
    term: 'Disposition',
    meaning: 'What the examiner concluded of a finding, always with a reason. Without one it needs review.',
  },
  { term: 'Empty', meaning: 'The column is there, the cell is blank.' },
  {
    term: 'Redacted',
    meaning: 'A mask such as *** stands where content was. What was there cannot be told.',
  },
  { term: 'Withheld', meaning: 'An exemption is cited where content was.' },
  { term: 'Partly masked', meaning: 'Part of the content is masked.' },
  { term: 'Placeholder', meaning: 'Something typed that says nothing: n/a, none, a dash.' },
  { term: 'Not exported', meaning: 'The source has no such column. That is not the same as empty.' },
  { term: 'Rejected row', meaning: 'A row that could not be read as an event. It is kept with its reason.' },
  {
    term: 'Repeated row',
    meaning: 'A row that repeats an event already in the case, exactly or by its own id.',
  },
  { term: 'Sealed', meaning: 'Copied as delivered, read-only, named by its SHA-256. It is never altered.' },
  { term: 'Case zone', meaning: 'The time zone in which hours, days and shifts of the case are read.' },
  {
    term: 'Package',
    meaning: 'A signed folder or zip with the report, its exhibits and what is needed to check it.',
  },
  {
    term: '<U+202E>',
    meaning: 'A character that cannot be seen or changes how text reads, shown by its number instead.',
  },
];
