import PDFDocument from 'pdfkit';
import type { ReportModel } from '../model.ts';
import type { Run } from './lines.ts';
import { page } from './page.ts';
import type { Surface, Tag, TagType } from './surface.ts';
import { visibleText } from './visible-characters.ts';

/** pdfkit's document, where its types leave out what it can do: structure elements built bit by bit, fontkit's fonts. */
type PdfDocument = Omit<
  PDFKit.PDFDocument,
  'struct' | 'addStructure' | 'registerFont' | 'outline' | 'goTo'
> & {
  struct(type: string, options: object): PdfElement;
  addStructure(element: PdfElement): void;
  registerFont(name: string, source: object): void;
  readonly outline: Outline;
  goTo(x: number, y: number, width: number, height: number, place: string, options: object): void;
};

interface PdfElement {
  add(child: PdfElement | (() => void)): this;
  end(): void;
}

interface Outline {
  addItem(title: string, options: object): Outline;
}

/** PDF/UA-1 beside PDF/A: the identifier and the extension schema that PDF/A wants for it. */
const universalAccess = `
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;

export interface PdfSurface extends Surface {
  /** The bytes of the file, as they come. */
  readonly bytes: NodeJS.ReadableStream;
  /** To be called once, after the last page. */
  end(): void;
}

/** Pages of a tagged PDF, PDF/A-3a and PDF/UA-1, the same bytes for the same calls. */
export function pdfSurface(model: ReportModel): PdfSurface {
  const pdf = openDocument(model);
  const root = pdf.struct('Document', {});
  pdf.addStructure(root);
  let fillColor = '';
  let section: Outline | undefined;

  const paintRun = ({ text, font, size, color, x }: Run, lineX: number, baselineY: number) => {
    if (color !== fillColor) {
      fillColor = color;
      pdf.fillColor(color);
    }
    pdf.registerFont(font.name, font.embeddable);
    pdf.font(font.name);
    pdf.fontSize(size);
    // features, even none, keep pdfkit from taking the text apart at its blanks
    pdf.text(text, lineX + x, baselineY, { lineBreak: false, baseline: 'alphabetic', features: [] });
  };

  return {
    bytes: pdf,
    document: tagOf(pdf, root),
    nextPage() {
      pdf.addPage();
      fillColor = '';
    },
    artifact(kind, paint) {
      pdf.markContent('Artifact', { type: kind });
      paint();
      pdf.endMarkedContent();
    },
    line(line, x, baselineY) {
      for (const run of line.runs) paintRun(run, x, baselineY);
    },
    rule(x, y, width, thickness, color) {
      pdf
        .lineWidth(thickness)
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke(color);
    },
    place(name, y) {
      pdf.addNamedDestination(name, 'XYZ', 0, Math.max(0, y - 12), null as unknown as number);
    },
    bookmark(title, level, y) {
      const parent = level === 1 || !section ? pdf.outline : section;
      const item = parent.addItem(visibleText(title), {
        fit: false,
        top: Math.max(0, y - 12),
        expanded: false,
      });
      if (level === 1) section = item;
    },
    link(tag, place, description, { x, y, width, height }) {
      // pdfkit writes string objects as text, plain strings as names
      const options = { structParent: elements.get(tag), Contents: new String(visibleText(description)) };
      pdf.goTo(x, y, width, height, place, options);
    },
    end: () => pdf.end(),
  };
}

function openDocument(model: ReportModel): PdfDocument {
  // pdfkit puts these into XML as they are, and PDF/A wants them the same in both places: plain characters only
  const producer = `${model.program.name} ${model.program.version}`.replace(/[^A-Za-z0-9 ._+-]/g, '_');
  const options = {
    subset: 'PDF/A-3a',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: false,
    // an empty name keeps pdfkit from loading a font of its own
    font: '',
    fontLayoutCache: false,
    info: {
      Title: `Examination report ${model.reportId}, version ${model.version}`,
      Producer: producer,
      Creator: producer,
      CreationDate: new Date(model.generatedAt),
    },
  };
  const pdf = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions) as unknown as PdfDocument;
  pdf.appendXML(universalAccess);
  return pdf;
}

/** pdfkit's element behind a tag. */
const elements = new WeakMap<Tag, PdfElement>();

function tagOf(pdf: PdfDocument, element: PdfElement): Tag {
  const tag: Tag = {
    child(type: TagType, scope) {
      const child = pdf.struct(type, scope ? { scope } : {});
      element.add(child);
      return tagOf(pdf, child);
    },
    content(paint) {
      element.add(paint);
    },
    end: () => element.end(),
  };
  elements.set(tag, element);
  return tag;
}
