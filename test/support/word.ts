import { strToU8, zipSync } from 'fflate'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>${['document.main', 'numbering', 'styles', 'footnotes']
  .map(
    type =>
      `<Override PartName="/word/${type.replace('.main', '')}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`,
  )
  .join('')}</Types>`

export interface WordFile {
  body: string
  /** Abstract lists by id: their levels as `[format, pattern, more?]`. */
  lists?: Record<number, [format: string, pattern: string, more?: string][]>
  /** `<w:num>` by id: the abstract list, and overrides. */
  nums?: Record<number, { of: number; more?: string }>
  styles?: string
  footnotes?: string
  others?: Record<string, string>
}

/** A real Word file, written by hand where the library for making them cannot say what Word says. */
export function word({ body, lists = {}, nums = {}, styles = '', footnotes = '', others = {} }: WordFile): Uint8Array {
  const abstracts = Object.entries(lists).map(
    ([id, levels]) =>
      `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels
        .map(
          ([format, pattern, more = ''], at) =>
            `<w:lvl w:ilvl="${at}">${more.includes('w:start ') ? '' : '<w:start w:val="1"/>'}<w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`,
        )
        .join('')}</w:abstractNum>`,
  )
  const used = Object.entries(nums).map(
    ([id, { of, more = '' }]) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`,
  )
  const links = ['numbering', 'styles', 'footnotes'].map(
    (type, at) => `<Relationship Id="rId${at}" Type="${r}/${type}" Target="${type}.xml"/>`,
  )
  const relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
  return zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': types,
        '_rels/.rels': `<Relationships ${relationships}><Relationship Id="rId1" Type="${r}/officeDocument" Target="word/document.xml"/></Relationships>`,
        'word/_rels/document.xml.rels': `<Relationships ${relationships}>${links.join('')}</Relationships>`,
        'word/document.xml': `<w:document ${w}><w:body>${body}</w:body></w:document>`,
        'word/numbering.xml': `<w:numbering ${w}>${abstracts.join('')}${used.join('')}</w:numbering>`,
        'word/styles.xml': `<w:styles ${w}>${styles}</w:styles>`,
        'word/footnotes.xml': `<w:footnotes ${w}>${footnotes}</w:footnotes>`,
        ...others,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  )
}

/** A paragraph of list `num` at `level`, or of a style. */
export function p(
  text: string,
  { num, level, style, more = '' }: { num?: number; level?: number; style?: string; more?: string } = {},
): string {
  const list =
    num === undefined && level === undefined
      ? ''
      : `<w:numPr>${level === undefined ? '' : `<w:ilvl w:val="${level}"/>`}${num === undefined ? '' : `<w:numId w:val="${num}"/>`}</w:numPr>`
  const runs = text.startsWith('<') ? text : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  return `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${list}${more}</w:pPr>${runs}</w:p>`
}
