import { askForCsv, type Signature } from './signatures.ts';

type Named = Pick<Signature, 'name' | 'wayOut'>;

const lookedAt = 8192;
const startOfMarkup = /^\s*<(\?xml|!doctype|!--|[a-z_][\w:.-]*[\s/>])/i;
/** A first cell in angle brackets, as in `<user>,<time>`, is not markup. */
const bracketedCell = /^\s*<[^<>\r\n]*>[ \t]*[,;|\t]/;

/** By what stands near the beginning, the particular before the general. */
const kinds: readonly [RegExp, Named][] = [
  [
    /urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/,
    { name: 'an Excel 2003 workbook in XML', wayOut: `save it as XLSX, or ${askForCsv}` },
  ],
  [
    /<AUDIT(_RECORD)?[\s>]/,
    {
      name: 'a MySQL audit log in XML',
      wayOut: 'ask for it as JSON (audit_log_format=JSON), or convert it to CSV',
    },
  ],
  [
    /schemas\.microsoft\.com\/win\/2004\/08\/events/,
    { name: 'a Windows event log in XML', wayOut: 'ask for it as CSV (Get-WinEvent with Export-Csv)' },
  ],
  [
    /dbserver_audittrail/,
    { name: 'an Oracle audit trail in XML', wayOut: 'export UNIFIED_AUDIT_TRAIL as CSV' },
  ],
  [
    /xmlns="http:\/\/hl7\.org\/fhir"/,
    { name: 'FHIR resources in XML', wayOut: 'ask for them as JSON or NDJSON' },
  ],
  [/<AuditMessage[\s>]/, { name: 'DICOM/ATNA audit messages in XML', wayOut: askForCsv }],
  [
    /<!DOCTYPE plist|<plist[\s>]/i,
    { name: 'a property list (plist)', wayOut: 'convert it to JSON (plutil -convert json)' },
  ],
  [
    /<svg[\s>]/i,
    { name: 'an SVG image', wayOut: 'a picture cannot be read as rows: ask for the log itself, as CSV' },
  ],
  [
    /<!doctype html|<(html|head|body|table|meta|style)[\s>]/i,
    {
      name: 'an HTML document',
      wayOut:
        'some programs save tables as HTML under the name .xls: open it in a spreadsheet and save it as CSV, or ask for the log as CSV',
    },
  ],
];

/** Which XML or HTML a text is; null where it does not begin as markup. `text` is the decoded beginning without a mark. */
export function markupKind(text: string): Named | null {
  if (!startOfMarkup.test(text) || bracketedCell.test(text)) return null;
  const beginning = text.slice(0, lookedAt);
  const found = kinds.find(([pattern]) => pattern.test(beginning));
  return found?.[1] ?? { name: 'an XML document', wayOut: askForCsv };
}
