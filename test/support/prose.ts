import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Block, Reply } from '../../src/chat/reply.ts'
import { authorities, desks } from './filled-in.ts'

/**
 * What of a reply is prose of ours, a sentence or a heading a line. Left out are quotes, titles of documents and names: of councils, desks, posts,
 * people and lines. A name stands as one short word, since a sentence needs it.
 */
export function proseOf({ title, blocks }: Reply): string {
  return withoutNames([title, ...blocks.flatMap(linesOf)].join('\n'))
}

function linesOf(block: Block): string[] {
  switch (block.is) {
    case 'text':
      return [...(block.heading ? [block.heading] : []), ...block.text.split('\n')]
    case 'notice':
      return block.text.split('\n')
    case 'facts':
      return [...(block.heading ? [block.heading] : []), ...block.facts.map(([name, value]) => `${name}: ${value}`)]
    case 'form':
      return [
        ...block.fields.flatMap(({ ask, help }) => [ask, ...(help ? [help] : [])]),
        ...block.mistakes.map(({ says }) => says),
        ...block.before,
      ]
    case 'table':
      return [block.caption, ...block.columns]
    case 'actions':
    case 'quote':
    case 'file':
    case 'link':
      return []
  }
}

const titles = readdirSync('policies', { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.md'))
  .flatMap(path => /^title: (.+)$/m.exec(readFileSync(join('policies', path), 'utf8'))?.[1] ?? [])

const names = [
  ...titles,
  ...authorities.flatMap(({ name, people, roles, rooms, agencies, ...lines }) => [
    name,
    ...[people, roles, rooms, agencies].flatMap(all => Object.values(all).map(one => one.name)),
    ...[...lines['emergency lines'], ...lines['out-of-hours lines']].map(line => line.name),
  ]),
  ...[...desks.values()]
    .flat()
    .flatMap(({ name, 'sub-types': kinds }) => [name, ...Object.values(kinds).map(one => one.name)]),
].sort((a, b) => b.length - a.length)

export function withoutNames(text: string): string {
  return names.reduce((left, name) => left.replaceAll(name, 'Ann'), text)
}
