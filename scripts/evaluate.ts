import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openApp } from '../src/app.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { readLexicon } from '../src/words/lexicon.ts'
import { measure } from '../test/evaluation/beir.ts'
import { outcomeLines } from '../test/evaluation/outcomes.ts'
import { councilsOf, rankingReport } from '../test/evaluation/over-questions.ts'
import { measuredLines } from '../test/evaluation/report.ts'
import { questionSet } from '../test/evaluation/sets.ts'
import { worryLines } from '../test/evaluation/worry-report.ts'
import { command } from './command.ts'
import { terminalHooks } from './hooks.ts'

/** `npm run evaluate`: how well clauses are found, what is answered and what is not, and which worries are noticed. */
await command(async args => {
  const { values } = parseArgs({
    args,
    options: {
      beir: { type: 'string' },
      misses: { type: 'boolean', default: false },
      'no-asked': { type: 'boolean', default: false },
    },
  })
  const settings = settingsFrom(readEnvironment())
  if (values.beir !== undefined) {
    const file = join(settings.POLICIES, 'lexicon.yaml')
    return say(measuredLines(values.beir, await measure(values.beir, readLexicon(readFileSync(file, 'utf8'), file))))
  }
  const { from, documents, questions, judged } = questionSet(settings.EVAL, settings.DOCUMENTS)
  say([`${questions.length} questions from ${from}, over the documents in ${documents ?? settings.POLICIES}`, ''])
  const councils = await councilsOf(questions, settings.POLICIES, documents ?? settings.POLICIES)
  say(await rankingReport(questions, councils, values.misses))

  const index = mkdtempSync(join(tmpdir(), 'signpost-evaluate-'))
  const quiet = { ...terminalHooks(), say: () => {} }
  const app = await openApp({ ...settings, DOCUMENTS: documents, INDEX: index }, quiet)
  say(['', ...(await outcomeLines(app.library, judged, { asked: !values['no-asked'], misses: values.misses }))])
  say(['', ...worryLines(settings.POLICIES, from)])
})

function say(lines: string[]): void {
  for (const line of lines) console.log(line)
}
