import { assemble } from '../../src/search/assemble.ts'
import { type Index, search } from '../../src/search/search.ts'
import type { Labelled } from './labelled.ts'
import { askLinesOf, readCouncil } from './library.ts'
import { foreseen, rank } from './ranking.ts'
import { missLines, rankingLines, row } from './report.ts'

/** The councils that labelled questions are asked of, over the given documents. */
export async function councilsOf(
  questions: Labelled[],
  policies: string,
  documents: string,
): Promise<Map<string, Council>> {
  const councils = new Map<string, Council>()
  for (const id of new Set(questions.map(question => question.authority))) {
    const material = await readCouncil(id, policies, documents)
    councils.set(id, { ...(await assemble(material)), lines: askLinesOf(material) })
  }
  return councils
}

export interface Council {
  index: Index
  /** All its ask lines. */
  lines: string[]
  problems: string[]
}

/** How well the right clauses are found, as lines for a person. */
export async function rankingReport(
  questions: Labelled[],
  councils: Map<string, Council>,
  misses: boolean,
): Promise<string[]> {
  const ranked = (asked: boolean) =>
    rank(questions, async (id, question) => await search(of(councils, id).index, question, { asked, limit: 50 }))
  const [withAsked, without] = [await ranked(true), await ranked(false)]
  const unforeseen = withAsked.filter(
    ({ labelled }) => !foreseen(labelled.question, of(councils, labelled.authority).lines),
  )
  return [
    ...[...councils.values()].flatMap(({ problems }) => problems),
    ...rankingLines('with ask lines', withAsked),
    '',
    ...rankingLines('without ask lines (--no-asked)', without),
    '',
    `${withAsked.length - unforeseen.length} of ${withAsked.length} share 60 % of their words with one ask line`,
    row('the others, with ask lines', unforeseen),
    ...(misses ? ['', 'Not first, with ask lines:', ...missLines(withAsked)] : []),
  ]
}

function of(councils: Map<string, Council>, id: string): Council {
  const council = councils.get(id)
  if (!council) throw new Error(`No council ${id} was read.`)
  return council
}
