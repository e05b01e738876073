import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { Policy } from '../src/clauses/clause.ts'
import { readLibrary } from '../src/clauses/library.ts'
import { parsePolicy } from '../src/clauses/policy.ts'
import { readDocument } from '../src/clauses/read.ts'
import { tree } from '../src/clauses/tree.ts'
import { readEnvironment, type Settings, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

/** `npm run --silent clauses -- [--json] <authority or file>`: the outline of a policy, for a person or a program. */
await command(async args => {
  const policies = await policiesOf(
    args.find(arg => !arg.startsWith('--')),
    settingsFrom(readEnvironment()),
  )
  if (!args.includes('--json')) return console.log(policies.map(tree).join('\n\n'))
  const clauses = policies.flatMap(policy => policy.clauses)
  const rows = clauses.map(({ policy, ref, heading, text, page, line }) => ({ policy, ref, heading, text, page, line }))
  console.log(JSON.stringify(rows, null, 2))
})

async function policiesOf(asked: string | undefined, settings: Settings): Promise<Policy[]> {
  const there = authoritiesIn(settings.POLICIES)
  const isFile = asked !== undefined && existsSync(asked) && statSync(asked).isFile()
  const authority = isFile ? basename(dirname(resolve(asked))) : asked
  if (!authority || !(isFile || there.includes(authority))) throw unknown(asked, there, settings.POLICIES)
  const place = { authority, policies: settings.POLICIES, documents: settings.DOCUMENTS, alone: there.length === 1 }
  const library = there.includes(authority) ? await readLibrary(place) : { policies: [], problems: [] }
  const held = isFile ? library.policies.filter(policy => resolve(policy.file) === resolve(asked)) : library.policies
  if (isFile && held.length === 0) return [await alone(asked, authority)]
  for (const problem of library.problems) console.error(problem.says)
  return held
}

/** A document that no authority's folder holds. */
async function alone(file: string, authority: string): Promise<Policy> {
  const policy = `${authority}/${basename(file, extname(file))}`
  return parsePolicy(await readDocument(file), { authority, policy, file }).policy
}

function authoritiesIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  return names.filter(name => existsSync(join(folder, name, 'authority.yaml')))
}

function unknown(asked: string | undefined, there: string[], folder: string): Fixable {
  const wrong = asked ? `There is no authority and no file "${asked}".` : 'Say whose policies to show.'
  const choice =
    there.length > 0 ? `In ${folder} there are ${there.join(', ')}.` : `There is no authority in ${folder}.`
  return new Fixable(`${wrong} ${choice} Give one of these, or the path of a document.`)
}
