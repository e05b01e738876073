import { createRequire } from 'node:module'
import { mostBytes, version } from '../../../src/channels/teams/card.ts'
import { Carried, ours } from '../../../src/channels/teams/carried.ts'
import { partsOf } from './screen.ts'
import type { Json } from './wire.ts'

interface Microsofts {
  AdaptiveCard: new () => {
    parse(json: unknown): void
    validateProperties(): { validationEvents: { message: string }[] }
  }
  Versions: { v1_5: object }
}

/** Its main entry does not load in Node; this one does. */
const { AdaptiveCard } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Microsofts

/** What is wrong with a card: by Microsoft's own parser, and by rules of ours. */
export function wrongWith(card: Json): string[] {
  const parsed = new AdaptiveCard()
  parsed.parse(structuredClone(card))
  const parts = partsOf(card)
  const inputs = parts.filter(({ type }) => String(type).startsWith('Input.'))
  const ids = inputs.map(({ id }) => String(id))
  return [
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
    ...(card['version'] === version ? [] : [`the version is ${card['version']}`]),
    ...(card['fallbackText'] ? [] : ['there is no fallback text']),
    ...(Buffer.byteLength(JSON.stringify(card)) < mostBytes ? [] : [`${JSON.stringify(card).length} characters`]),
    ...inputs.filter(({ label }) => !label).map(({ id }) => `the input ${id} has no label`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map(id => `two inputs are called ${id}`),
    ...parts.flatMap(wrongPart),
  ]
}

const known = new Set([
  ...[
    'AdaptiveCard',
    'TextBlock',
    'RichTextBlock',
    'TextRun',
    'Container',
    'FactSet',
    'ActionSet',
    'Table',
    'TableRow',
  ],
  ...['TableCell', 'Input.Text', 'Input.ChoiceSet', 'Input.Date', 'Input.Time', 'Input.Toggle', 'task/fetch'],
  ...['Action.Submit', 'Action.Execute', 'Action.OpenUrl'],
])

function wrongPart(part: Json): string[] {
  const { type, title, data, fallback, text } = part
  if (type !== undefined && !known.has(String(type))) return [`"${type}" is none that all clients show`]
  if (type === 'Action.Execute' && (fallback as Json | undefined)?.['type'] !== 'Action.Submit')
    return [`"${title}" has no fallback`]
  if (type === 'TextBlock' && /[[\]*_~`<>#|\\&]|:\/\/|\{\{/.test(String(text))) return [`"${text}" is read as mark-up`]
  if (type === 'Action.OpenUrl') return /^https:/.test(String(part['url'])) && title ? [] : ['a link leads nowhere']
  if (!String(type).startsWith('Action.')) return []
  const { [ours]: carried, msteams, ...more } = data as Json
  return [
    ...(title ? [] : ['a button says nothing']),
    ...(Carried.safeParse(carried).success ? [] : [`"${title}" carries something else than an act`]),
    ...(Object.keys(more).length === 0 ? [] : [`"${title}" carries ${Object.keys(more)}`]),
    ...(msteams === undefined || JSON.stringify(msteams) === '{"type":"task/fetch"}' ? [] : ['unknown to Teams']),
  ]
}
