import { child, children, isOn, value, type Xml } from './xml.ts'

/** What a paragraph or character style says, its ancestors' words included. */
export interface Style {
  bold: boolean | undefined
  hidden: boolean | undefined
  /** 1–6 when the style is one for headings, 0 when it says that it is not. */
  level: number | undefined
  list: string | undefined
  listLevel: number | undefined
  /** The style in the chain that named the list. */
  listFrom: string | undefined
  indentTwips: number | undefined
}

const nothing: Style = {
  bold: undefined,
  hidden: undefined,
  level: undefined,
  list: undefined,
  listLevel: undefined,
  listFrom: undefined,
  indentTwips: undefined,
}

export function stylesOf(styles: Xml | undefined): (id: string | undefined) => Style {
  const all = children(styles, 'style')
  const byId = new Map(all.map(node => [node.attributes['styleId'] ?? '', node]))
  const normal = all.find(
    node => node.attributes['type'] === 'paragraph' && /^(?:1|true)$/.test(node.attributes['default'] ?? ''),
  )
  const known = new Map<string, Style>()
  const resolve = (id: string, seen: string[]): Style => {
    const before = known.get(id)
    if (before) return before
    const node = byId.get(id)
    if (!node || seen.includes(id)) return nothing
    const base = value(node, 'basedOn')
    const style = merged(own(node, id), base ? resolve(base, [...seen, id]) : nothing)
    known.set(id, style)
    return style
  }
  return id => resolve(id ?? normal?.attributes['styleId'] ?? '', [])
}

function own(node: Xml, id: string): Style {
  const paragraph = child(node, 'pPr')
  const list = child(paragraph, 'numPr')
  const level = value(list, 'ilvl')
  return {
    bold: isOn(child(node, 'rPr'), 'b'),
    hidden: isOn(child(node, 'rPr'), 'vanish'),
    level: headingLevel(value(node, 'name') ?? '', value(paragraph, 'outlineLvl')),
    list: value(list, 'numId'),
    listLevel: level === undefined ? undefined : Number(level),
    listFrom: value(list, 'numId') === undefined ? undefined : id,
    indentTwips: indentOf(paragraph),
  }
}

/** Built-in styles keep their English name in the file, whatever language Word was in. */
function headingLevel(name: string, outline: string | undefined): number | undefined {
  const heading = /^heading (\d)$/i.exec(name)?.[1]
  if (heading) return Math.min(6, Number(heading))
  if (/^title$/i.test(name)) return 1
  if (outline === undefined) return undefined
  // Nine is Word's word for body text.
  return Number(outline) > 8 ? 0 : Math.min(6, Number(outline) + 1)
}

export function indentOf(paragraph: Xml | undefined): number | undefined {
  const indent = child(paragraph, 'ind')?.attributes
  const twips = Number(indent?.['left'] ?? indent?.['start'])
  return Number.isNaN(twips) ? undefined : twips
}

function merged(style: Style, base: Style): Style {
  return {
    bold: style.bold ?? base.bold,
    hidden: style.hidden ?? base.hidden,
    level: style.level ?? base.level,
    list: style.list ?? base.list,
    listLevel: style.listLevel ?? base.listLevel,
    listFrom: style.listFrom ?? base.listFrom,
    indentTwips: style.indentTwips ?? base.indentTwips,
  }
}
