import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { search } from '../src/search/search.ts'
import { readLexicon } from '../src/words/lexicon.ts'
import { measure } from '../test/evaluation/beir.ts'
import { readLabelled } from '../test/evaluation/labelled.ts'
import { type Council, councilIndex } from '../test/evaluation/library.ts'
import { type Find, foreseen, rank } from '../test/evaluation/ranking.ts'
import { measuredLines, missLines, rankingLines, row } from '../test/evaluation/report.ts'
import { command } from './command.ts'

const given = '../shared/eval'

await command(async args => {
  const { values } = parseArgs({
    args,
    options: { beir: { type: 'string' }, misses: { type: 'boolean', default: false } },
  })
  const settings = settingsFrom(readEnvironment())
  const file = join(settings.POLICIES, 'lexicon.yaml')
  const lexicon = readLexicon(readFileSync(file, 'utf8'), file)
  if (values.beir !== undefined) return say(measuredLines(values.beir, await measure(values.beir, lexicon)))

  const folder = settings.EVAL ?? given
  if (!existsSync(join(folder, 'questions.jsonl')))
    throw new Fixable(`There is no questions.jsonl in ${folder}. Set EVAL to a folder with labelled questions.`)
  const questions = readLabelled(join(folder, 'questions.jsonl'))
  const documents = settings.DOCUMENTS ?? join(folder, '../policies')
  const councils = new Map<string, Council>()
  for (const id of new Set(questions.map(question => question.authority)))
    councils.set(id, await councilIndex(id, settings.POLICIES, documents, lexicon))
  for (const { problems } of councils.values()) say(problems)

  const find: Find = async (authority, question, asked) => {
    const council = councils.get(authority)
    if (!council) throw new Fixable(`A question is asked of "${authority}", which holds no policies.`)
    return await search(council.index, question, { asked, limit: 50 })
  }
  const [withAsked, without] = [await rank(questions, find, true), await rank(questions, find, false)]
  const unforeseen = withAsked.filter(
    ({ labelled }) => !foreseen(labelled.question, councils.get(labelled.authority)?.lines ?? []),
  )
  say([`${questions.length} questions from ${folder}, over the documents in ${documents}`, ''])
  say(rankingLines('with ask lines', withAsked))
  say(['', ...rankingLines('without ask lines (--no-asked)', without), ''])
  say([`${withAsked.length - unforeseen.length} of ${withAsked.length} share 60 % of their words with one ask line`])
  say([row('the others, with ask lines', unforeseen)])
  if (values.misses) say(['', 'Not first, with ask lines:', ...missLines(withAsked)])
})

function say(lines: string[]): void {
  for (const line of lines) console.log(line)
}
