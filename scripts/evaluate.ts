import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { readLexicon } from '../src/words/lexicon.ts'
import { measure } from '../test/evaluation/beir.ts'
import { readLabelled } from '../test/evaluation/labelled.ts'
import { councilsOf, rankingReport } from '../test/evaluation/over-questions.ts'
import { measuredLines } from '../test/evaluation/report.ts'
import { command } from './command.ts'

const given = '../shared/eval'

await command(async args => {
  const { values } = parseArgs({
    args,
    options: { beir: { type: 'string' }, misses: { type: 'boolean', default: false } },
  })
  const settings = settingsFrom(readEnvironment())
  if (values.beir !== undefined) {
    const file = join(settings.POLICIES, 'lexicon.yaml')
    return say(measuredLines(values.beir, await measure(values.beir, readLexicon(readFileSync(file, 'utf8'), file))))
  }

  const folder = settings.EVAL ?? given
  const file = join(folder, 'questions.jsonl')
  if (!existsSync(file)) throw new Fixable(`There is no ${file}. Set EVAL to a folder with labelled questions.`)
  const questions = readLabelled(file)
  const documents = settings.DOCUMENTS ?? join(folder, '../policies')
  const councils = await councilsOf(questions, settings.POLICIES, documents)
  say([`${questions.length} questions from ${folder}, over the documents in ${documents}`, ''])
  say(await rankingReport(questions, councils, values.misses))
})

function say(lines: string[]): void {
  for (const line of lines) console.log(line)
}
