import PDFDocument from 'pdfkit';

/** A PDF that is being written. */
export type Document = InstanceType<typeof PDFDocument>;

/**
 * Writes a PDF. Its creation date is that of the content, so that the same content gives the same file.
 * @param size A4 across or upright, or the size of a label in points (1/72 inch)
 * @param at ISO 8601
 */
export function writePdf(
  { title, at, ...page }: { readonly title: string; readonly at: string } & PDFKit.PDFDocumentOptions,
  write: (document: Document) => void,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ ...page, info: { Title: title, CreationDate: new Date(at) } });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    write(document);
    document.end();
  });
}

/** "25 mg", "0.5 mg"; exact: a microgram is the third decimal. */
export function milligrams(micrograms: number): string {
  return `${micrograms / 1000} mg`;
}
