import type { Measured } from './beir.ts'
import { type Ranked, shares } from './ranking.ts'

/** The figures of a ranking, as lines for a person: all questions, then by style and by difficulty. */
export function rankingLines(title: string, ranked: Ranked[]): string[] {
  const by = (part: (ranked: Ranked) => string) =>
    [...new Set(ranked.map(part))].sort().map(name =>
      row(
        `  ${name}`,
        ranked.filter(one => part(one) === name),
      ),
    )
  return [
    `${title.padEnd(34)}    a right clause first/3/5   one that answers`,
    row('all', ranked),
    ...by(({ labelled }) => labelled.style),
    ...by(({ labelled }) => labelled.difficulty),
  ]
}

export function row(name: string, ranked: Ranked[]): string {
  const figures = (places: number[]) => {
    const { first, three, five } = shares(places)
    return [first, three, five].map(share => share.toFixed(1).padStart(5)).join(' ')
  }
  const [right, answers] = [ranked.map(one => one.right), ranked.map(one => one.answers)]
  return `${name.padEnd(34)} ${String(ranked.length).padStart(4)}   ${figures(right)}        ${figures(answers)}`
}

/** Each question whose right clause did not stand first, with what did. */
export function missLines(ranked: Ranked[]): string[] {
  return ranked
    .filter(({ right }) => right > 1)
    .flatMap(({ labelled, right, first }) => [
      `${labelled.id} ${labelled.question}`,
      `    wanted ${labelled.relevant.map(({ doc, clause, phrase }) => `${doc} ${clause ?? phrase}`).join('; ')}`,
      `    found it ${Number.isFinite(right) ? `at ${right}` : 'nowhere'}, after ${first.map(clause => `${clause.policy} ${clause.ref}`).join('; ')}`,
    ])
}

export function measuredLines(folder: string, measured: Measured): string[] {
  const { queries, ndcg10, recall, map10, p50, p99 } = measured
  const percent = (share: number) => (100 * share).toFixed(1)
  const recalls = ([1, 3, 5, 10] as const).map(most => `R@${most} ${percent(recall[most])}`)
  return [
    `${folder}: ${queries} queries, without ask lines`,
    `nDCG@10 ${percent(ndcg10)}  ${recalls.join('  ')}  MAP@10 ${percent(map10)}  (p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms)`,
  ]
}
