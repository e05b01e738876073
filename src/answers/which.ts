import type { Answer } from './answer.ts'

interface Council {
  id: string
  name: string
  'other names': string[]
}

/** The council a person means by an id, a name or another name it goes by. */
export function councilCalled<T extends Council>(councils: T[], called: string): T | undefined {
  const wanted = flat(called)
  return councils.find(council => names(council).some(name => flat(name) === wanted))
}

/** The one council that a question names; none where it names several, or none. */
export function councilNamed<T extends Council>(councils: T[], question: string): T | undefined {
  const text = ` ${flat(question)} `
  const named = councils.filter(council => names(council).some(name => text.includes(` ${flat(name)} `)))
  return named.length === 1 ? named[0] : undefined
}

/** Asks back: an answer never mixes two councils. */
export function askWhichCouncil(councils: Council[]): Answer {
  const names = councils.map(council => `- ${council.name}`).join('\n')
  const choices = councils.map(council => council.id)
  const words = `Councils have different rules. Which council do you work for?\n${names}`
  return { outcome: 'which', answer: words, citations: [], choices, notes: [] }
}

function names(council: Council): string[] {
  return [council.id, council.name, ...council['other names']]
}

function flat(text: string): string {
  return text
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
