import type { Moved, Promised, Receipted, Worded } from './ledger.ts'
import type { Seen } from './seen.ts'

/** What was promised to those who reported and to those who moved a case, and is not there, or is there twice. */
export function wrongWith(seen: readonly Seen[], promised: Promised): string[] {
  const byReference = new Map(seen.map(one => [one.reference, one]))
  return [
    ...seen.flatMap(({ reference, unreadable }) => (unreadable ? [`lost: ${reference}, ${unreadable}`] : [])),
    ...twice(seen),
    ...promised.receipts.flatMap(receipted => wrongReport(byReference.get(receipted.reference), receipted)),
    ...promised.moves.flatMap(moved => wrongMove(byReference.get(moved.reference), moved)),
    ...promised.words.flatMap(worded => wrongWords(byReference.get(worded.reference), worded)),
    ...seen.flatMap(wrongHistory),
  ]
}

function twice(seen: readonly Seen[]): string[] {
  const cases = new Map<string, string[]>()
  for (const { what = '', reference } of seen) {
    const token = what.split(' ')[0] ?? ''
    cases.set(token, [...(cases.get(token) ?? []), reference])
  }
  return [...cases].flatMap(([token, references]) =>
    token && references.length > 1 ? [`doubled: report ${token} is ${references.join(' and ')}`] : [],
  )
}

function wrongReport(seen: Seen | undefined, { reference, what, files, token }: Receipted): string[] {
  if (!seen) return [`lost: ${reference}, of report ${token}`]
  if (seen.unreadable) return []
  const missing = files.filter(
    ({ name, content }) => seen.files.filter(one => one.name === name && one.content.equals(content)).length < 1,
  )
  return [
    ...(seen.what === what ? [] : [`lost: the words of ${reference}`]),
    ...missing.map(() => `lost: a file of ${reference}`),
  ]
}

function wrongMove(seen: Seen | undefined, { reference, move, who, at }: Moved): string[] {
  const lines = seen?.history.filter(line => line.at.getTime() === at && line.move === move && line.who === who) ?? []
  if (lines.length === 1 || seen?.unreadable) return []
  return [`${lines.length === 0 ? 'lost' : 'doubled'}: ${move} of ${reference} by ${who}`]
}

function wrongWords(seen: Seen | undefined, { reference, text }: Worded): string[] {
  const times = seen?.words.filter(one => one === text).length ?? 0
  if (times === 1 || seen?.unreadable) return []
  return [`${times === 0 ? 'lost' : 'doubled'}: words added to ${reference}`]
}

/** One line for each version, from the first to the one that the case says it has, and the state that the last one made. */
function wrongHistory({ reference, version, state, history, unreadable }: Seen): string[] {
  if (unreadable) return []
  const whole = history.length === version && history.every(({ number }, at) => number === at + 1)
  if (!whole) return [`broken: ${reference} is at version ${version} and has ${history.length} lines of history`]
  return history.at(-1)?.state === state ? [] : [`broken: ${reference} is ${state}, and its history says otherwise`]
}
