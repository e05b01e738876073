import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parsePolicy } from '../../src/clauses/policy.ts'
import { readDocument } from '../../src/clauses/read.ts'
import { readAskLines } from '../../src/search/asked.ts'
import type { Material } from '../../src/search/assemble.ts'
import { lsa } from '../../src/search/lsa.ts'
import { readLexicon } from '../../src/words/lexicon.ts'

/** What a council's index is made of, read afresh: its documents, and ask lines and lexicon from the policies folder. */
export async function readCouncil(authority: string, policies: string, documents: string): Promise<Material> {
  const held = filesIn(join(documents, authority)).filter(file => /\.(?:md|txt|pdf|docx|html)$/.test(file))
  const parsed = held.map(async file => {
    const policy = `${authority}/${basename(file, extname(file))}`
    return parsePolicy(await readDocument(file), { authority, policy, file }).policy
  })
  const asked = filesIn(join(policies, authority, 'asked')).map(
    file => [`${authority}/${basename(file, '.yaml')}`, readAskLines(readFileSync(file, 'utf8'), file)] as const,
  )
  const lexicon = join(policies, 'lexicon.yaml')
  return {
    authority,
    policies: await Promise.all(parsed),
    asked: new Map(asked),
    lexicon: readLexicon(readFileSync(lexicon, 'utf8'), lexicon),
    embedder: lsa(),
  }
}

/** All ask lines of a council, whichever clause they belong to. */
export function askLinesOf({ asked }: Material): string[] {
  return [...asked.values()].flatMap(byRef => Object.values(byRef).flat())
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(folder, entry.name))
    .sort()
}
