/**
 * The little of XML that Word writes, read in one pass: elements under their names without prefix (generators differ in
 * prefixes), attributes, text. Written out rather than taken from a package so that what is not there cannot do harm: no
 * document types, so no entities beyond the five and the numbered; no recursion, so no depth that overflows.
 */
export interface Xml {
  name: string
  attributes: Record<string, string>
  children: (Xml | string)[]
}

/** Word nests some thirty deep; what goes deeper was not written by Word. */
const deepest = 400

export function parseXml(text: string): Xml {
  const root: Xml = { name: '', attributes: {}, children: [] }
  const open: Xml[] = [root]
  for (let at = 0; at < text.length; ) {
    const here = open.at(-1) as Xml
    const tag = text.indexOf('<', at)
    const words = text.slice(at, tag < 0 ? text.length : tag)
    if (words !== '' && open.length > 1) here.children.push(unescaped(words))
    if (tag < 0) break
    if (text.startsWith('<!--', tag)) at = after(text, '-->', tag)
    else if (text.startsWith('<?', tag)) at = after(text, '?>', tag)
    else if (text.startsWith('<![CDATA[', tag)) {
      at = after(text, ']]>', tag)
      here.children.push(text.slice(tag + 9, at - 3))
    } else if (text[tag + 1] === '!') throw new Error('The XML declares a document type.')
    else if (text[tag + 1] === '/') {
      at = after(text, '>', tag)
      if (open.length === 1 || open.pop()?.name !== localName(text.slice(tag + 2, at - 1).trim()))
        throw new Error('The XML closes what it did not open.')
    } else at = openTag(text, tag, open)
  }
  if (open.length > 1) throw new Error('The XML ends in the middle.')
  return root
}

const tagName = /<([^\s<>/=]+)/y
const attribute = /\s+([^\s<>/=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const tagEnd = /\s*(\/?)>/y

function openTag(text: string, tag: number, open: Xml[]): number {
  const name = sticky(tagName, text, tag)?.[1]
  if (!name) throw new Error('The XML has a tag without a name.')
  const element: Xml = { name: localName(name), attributes: {}, children: [] }
  let at = tagName.lastIndex
  for (let found = sticky(attribute, text, at); found; found = sticky(attribute, text, at)) {
    element.attributes[localName(found[1] ?? '')] = unescaped(found[2] ?? found[3] ?? '')
    at = attribute.lastIndex
  }
  const end = sticky(tagEnd, text, at)
  if (!end) throw new Error('The XML has a tag that does not end.')
  open.at(-1)?.children.push(element)
  if (end[1] === '') open.push(element)
  if (open.length > deepest) throw new Error('The XML is nested too deep.')
  return tagEnd.lastIndex
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  if (at < 0) throw new Error('The XML ends in the middle.')
  return at + mark.length
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

export function children(node: Xml | undefined, name: string): Xml[] {
  return (node?.children ?? []).filter((child): child is Xml => typeof child !== 'string' && child.name === name)
}

export function child(node: Xml | undefined, name: string): Xml | undefined {
  return node?.children.find((child): child is Xml => typeof child !== 'string' && child.name === name)
}

/** The `val` of a child: Word's way of writing a property. */
export function value(node: Xml | undefined, name: string): string | undefined {
  return child(node, name)?.attributes['val']
}

/** A property that is on by being there: `<w:b/>`, and off by `<w:b w:val="0"/>`; undefined where nothing is said. */
export function isOn(node: Xml | undefined, name: string): boolean | undefined {
  const property = child(node, name)
  return property && !/^(?:0|false|off|none)$/.test(property.attributes['val'] ?? '')
}

export function textIn(node: Xml | undefined): string {
  return (node?.children ?? []).map(child => (typeof child === 'string' ? child : textIn(child))).join('')
}
