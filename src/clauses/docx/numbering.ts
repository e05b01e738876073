/**
 * The numbers that Word computes and never writes into a paragraph. Text extraction that leaves them out loses every clause
 * number of a council's policy, so they are counted here as Word counts them:
 * - paragraphs name a list (`numId`) and a level; lists of one abstract list share their counters and go on counting;
 * - a list that overrides the start begins anew where it is first used;
 * - a level begins anew when a higher one has moved on, unless it says otherwise (`lvlRestart`);
 * - a level that was passed over counts as begun;
 * - the label is a pattern such as `%1.%2` over the counters, each in its own level's format, or all decimal (`isLgl`).
 */
import { counted } from '../counting.ts'
import { child, children, isOn, value, type Xml } from './xml.ts'

export interface Level {
  start: number
  format: string
  pattern: string
  /** Begins anew after a level before this one (1-based) was used; 0 is never. */
  restartAfter: number | undefined
  allDecimal: boolean
  /** The paragraph style that stands for this level. */
  style: string | undefined
  startOverridden: boolean
}

export interface List {
  abstract: string
  levels: Map<number, Level>
}

export type Lists = Map<string, List>

export function listsOf(numbering: Xml | undefined, listOfStyle: (style: string) => string | undefined): Lists {
  const abstracts = new Map(
    children(numbering, 'abstractNum').map(node => [node.attributes['abstractNumId'] ?? '', node]),
  )
  const definitions = new Map(children(numbering, 'num').map(node => [node.attributes['numId'] ?? '', node]))
  const lists: Lists = new Map()
  for (const [id, node] of definitions) {
    const abstract = followed(value(node, 'abstractNumId') ?? '', abstracts, definitions, listOfStyle)
    const levels = levelsOf(abstracts.get(abstract))
    for (const override of children(node, 'lvlOverride')) overrideLevel(levels, override)
    lists.set(id, { abstract, levels })
  }
  return lists
}

/** A list may be only a link to a list style, whose own list holds the levels. */
function followed(
  abstract: string,
  abstracts: Map<string, Xml>,
  definitions: Map<string, Xml>,
  listOfStyle: (style: string) => string | undefined,
): string {
  const link = value(abstracts.get(abstract), 'numStyleLink')
  if (!link) return abstract
  const byStyle = [...abstracts].find(([, node]) => value(node, 'styleLink') === link)?.[0]
  return byStyle ?? value(definitions.get(listOfStyle(link) ?? ''), 'abstractNumId') ?? abstract
}

function levelsOf(node: Xml | undefined): Map<number, Level> {
  return new Map(children(node, 'lvl').map(level => [Number(level.attributes['ilvl']), levelOf(level)]))
}

function levelOf(node: Xml): Level {
  // Newer Word wraps formats that older ones do not know; the choice for the older ones is close enough.
  const wrapped = child(child(node, 'AlternateContent'), 'Fallback')
  const restart = value(node, 'lvlRestart')
  return {
    start: Number(value(node, 'start') ?? 0),
    format: value(node, 'numFmt') ?? value(wrapped, 'numFmt') ?? 'decimal',
    pattern: value(node, 'lvlText') ?? '',
    restartAfter: restart === undefined ? undefined : Number(restart),
    allDecimal: isOn(node, 'isLgl') === true,
    style: value(node, 'pStyle'),
    startOverridden: false,
  }
}

function overrideLevel(levels: Map<number, Level>, override: Xml): void {
  const at = Number(override.attributes['ilvl'])
  const own = child(override, 'lvl')
  const start = value(override, 'startOverride')
  const level = own ? levelOf(own) : levels.get(at)
  if (!level) return
  levels.set(at, start === undefined ? level : { ...level, start: Number(start), startOverridden: true })
}

/** Counts the paragraphs of one document, in its order. Gives the label as Word prints it, `- ` for any bullet. */
export function counter(lists: Lists): (list: string, level: number) => string | undefined {
  const counts = new Map<string, Map<number, number>>()
  const begun = new Set<string>()
  return (id, at) => {
    const list = lists.get(id)
    const level = list?.levels.get(at)
    if (!list || !level) return undefined
    const count = counts.get(list.abstract) ?? new Map<number, number>()
    counts.set(list.abstract, count)
    const before = level.startOverridden && !begun.has(`${id} ${at}`) ? undefined : count.get(at)
    begun.add(`${id} ${at}`)
    count.set(at, before === undefined ? level.start : before + 1)
    // A level that was skipped counts as begun: after `1.1` without a `1` above it comes `2`.
    for (const [other, { start }] of list.levels) if (other < at && !count.has(other)) count.set(other, start)
    for (const [lower, { restartAfter }] of list.levels)
      if (lower > at && (restartAfter === undefined || at < restartAfter)) count.delete(lower)
    return label(list, level, count)
  }
}

function label(list: List, level: Level, count: Map<number, number>): string {
  if (level.format === 'bullet') return level.pattern.trim() === '' ? '' : '-'
  return level.pattern
    .replace(/%([1-9])/g, (_, digit) => {
      const of = list.levels.get(Number(digit) - 1)
      const n = count.get(Number(digit) - 1) ?? 1
      const format = of?.format ?? 'decimal'
      return counted(n, level.allDecimal && format !== 'none' ? 'decimal' : format)
    })
    .trim()
}
