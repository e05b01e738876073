import PDFDocument from 'pdfkit'

export type Pdf = InstanceType<typeof PDFDocument>

/** A real PDF, drawn by `draw`. */
export function pdf(draw: (doc: Pdf) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A4', margin: 72, bufferPages: true, ...options })
  const parts: Buffer[] = []
  doc.on('data', part => parts.push(part))
  const made = new Promise<Uint8Array>(resolve => doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts)))))
  doc.font('Helvetica').fontSize(11)
  draw(doc)
  doc.end()
  return made
}

/** A running head and a foot with the page number on every page made so far. */
export function furnish(doc: Pdf, head: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let at = start; at < start + count; at++) {
    doc.switchToPage(at)
    const { bottom } = doc.page.margins
    doc.page.margins.bottom = 0
    doc.fontSize(9).text(`${head} v1.${at}`, 72, 30, { lineBreak: false })
    doc.text(`Page ${at + 1} of ${count}`, 250, 800, { lineBreak: false })
    doc.page.margins.bottom = bottom
  }
}
