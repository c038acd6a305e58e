import type { ReportModel } from '../model.ts';

/** README.txt: what the files beside the report are and how to read them. */
export function aboutTheData({ reportId, version }: ReportModel): string {
  return `Report ${reportId}, version ${version}: the data behind it

report.pdf          the report
findings.json       all findings with grounds, explanations, decisions and cited records; canonical JSON (RFC 8785), UTF-8
records.csv         every record cited, once for each finding that cites it
sources.csv         every file examined, with its SHA-256
rejected.csv        records that could not be read
quality.json        what the logs show of their own soundness: columns, gaps, order, repeats, changes over time, acts
activity-log.jsonl  every action in the case, one JSON object a line, each chained to the one before by its hash
rules/              every rule as its file was read

Times are UTC, RFC 3339. In findings.json and the log a text stands exactly as it was logged.

The CSV files are UTF-8, RFC 4180, lines end in CRLF. A cell that begins with = + - @ (also in full width), a tab or a line
end has an apostrophe put before it, so that no spreadsheet runs it as a formula; one that begins with an apostrophe has
another put before it. To have the text as it was logged, take one leading apostrophe away. Half of a broken character pair
(a lone surrogate) has no form in UTF-8 and stands as U+FFFD in CSV; findings.json has it as an escape.

A record with "yes" under withdrawn is no event any more: its source was withdrawn after the rules were run (sources.csv says
when, by whom and why). Its number leads to it in the sealed file; the cells are empty here.

The columns that end in _state say what a cell of the log is:
  value         there is content
  empty         the column is there, the cell is blank
  redacted      a mask stands where content was
  withheld      an exemption is cited where content was
  partial       part of the content is masked
  placeholder   n/a, none, - and the like: typed, but says nothing
  not-exported  the source has no such column
`;
}
