import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { type Parsed, parsePolicy } from '../src/clauses/policy.ts'
import { readDocument } from '../src/clauses/read.ts'
import { tree } from '../src/clauses/tree.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

const documents = /\.(?:md|markdown|txt|pdf|docx|html?)$/i

/** `npm run --silent clauses -- [--json] <authority or file>`: the outline of a policy, for a person or a program. */
await command(async args => {
  const asked = args.find(arg => !arg.startsWith('--'))
  const parsed: Parsed[] = []
  for (const file of filesOf(asked)) parsed.push(await parse(file))
  if (!args.includes('--json')) return console.log(parsed.map(each => tree(each.policy)).join('\n\n'))
  const clauses = parsed.flatMap(({ policy }) => policy.clauses)
  const rows = clauses.map(({ policy, ref, heading, text, page, line }) => ({ policy, ref, heading, text, page, line }))
  console.log(JSON.stringify(rows, null, 2))
})

function filesOf(asked: string | undefined): string[] {
  const settings = settingsFrom(readEnvironment())
  const folder = settings.DOCUMENTS ?? settings.POLICIES
  const there = existsSync(folder) ? readdirSync(folder).filter(name => statSync(join(folder, name)).isDirectory()) : []
  const from = asked && there.includes(asked) ? join(folder, asked) : asked
  if (!from || !existsSync(from))
    throw new Fixable(
      `${asked ? `There is no authority and no file "${asked}".` : 'Say whose policies to show.'} In ${folder} there are: ${there.join(', ') || 'none'}. Give one of these, or the path of a document.`,
    )
  if (!statSync(from).isDirectory()) return [from]
  const found = readdirSync(from).filter(name => documents.test(name))
  if (found.length === 0)
    throw new Fixable(`There is no document in ${from}. Put a .md, .txt, .pdf, .docx or .html file there.`)
  return found.map(name => join(from, name))
}

async function parse(file: string): Promise<Parsed> {
  const authority = basename(dirname(file)) || 'file'
  const policy = `${authority}/${basename(file, extname(file))}`
  return parsePolicy(await readDocument(file), { authority, policy, file })
}
