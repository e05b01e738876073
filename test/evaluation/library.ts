import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parsePolicy } from '../../src/clauses/policy.ts'
import { readDocument } from '../../src/clauses/read.ts'
import { readAskLines } from '../../src/search/asked.ts'
import { assemble } from '../../src/search/assemble.ts'
import { lsa } from '../../src/search/lsa.ts'
import type { Index } from '../../src/search/search.ts'
import type { Lexicon } from '../../src/words/lexicon.ts'

/** What a council holds, read afresh and kept in memory: its documents, and its ask lines from the policies folder. */
export async function councilIndex(
  authority: string,
  policies: string,
  documents: string,
  lexicon: Lexicon,
): Promise<Council> {
  const held = filesIn(join(documents, authority)).filter(file => /\.(?:md|txt|pdf|docx|html)$/.test(file))
  const parsed = held.map(async file => {
    const policy = `${authority}/${basename(file, extname(file))}`
    return parsePolicy(await readDocument(file), { authority, policy, file }).policy
  })
  const asked = filesIn(join(policies, authority, 'asked')).map(
    file => [`${authority}/${basename(file, '.yaml')}`, readAskLines(readFileSync(file, 'utf8'), file)] as const,
  )
  const material = { authority, policies: await Promise.all(parsed), asked: new Map(asked), lexicon, embedder: lsa() }
  const { index, problems } = await assemble(material)
  return { index, problems, lines: asked.flatMap(([, byRef]) => Object.values(byRef).flat()) }
}

export interface Council {
  index: Index
  /** All its ask lines. */
  lines: string[]
  problems: string[]
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(folder, entry.name))
    .sort()
}
