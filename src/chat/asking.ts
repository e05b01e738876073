import { followsUp } from '../answers/question.ts'
import { resolveRef } from '../clauses/resolve.ts'
import { ask, type Said } from './ask.ts'
import { answerPage } from './pages/answer.ts'
import { clausePage } from './pages/clause.ts'
import { offerBlocks } from './pages/offer.ts'
import { plainly } from './pages/plainly.ts'
import { isSame } from './person.ts'
import { askedBefore, keepDraft, rememberAsked } from './remembered.ts'
import type { Reply } from './reply.ts'
import { type Counted, deskOf, type Here } from './talking.ts'

/**
 * Something somebody said: an answer, the offer of a desk, or both. A worry is answered in private wherever it was said, and the
 * words of a worry are remembered only in the draft of the form that is offered for it. People who talk among themselves in a
 * thread of ours are not told that no policy covers what they say; whoever had asked us, and asks on, is.
 */
export async function say(here: Here, text: string, overheard = false): Promise<Reply> {
  const { talking, authority, now } = here
  const before = await askedBefore(here)
  if (overheard && (!before || isCourtesy(text))) return nothingToSay
  const whole = before && followsUp(text) ? `${before.question} ${text}` : text
  const said = await ask(talking.library, { question: text, authority: authority.id, before: before?.question }, now)
  if (said.desk === null) {
    const goesOn = before?.address === here.from.address && (text.includes('?') || followsUp(text))
    if (overheard && !goesOn && said.outcome !== 'answered' && said.outcome !== 'which') return nothingToSay
    await Promise.all([tally(here, said), rememberAsked(here, whole)])
    return page(here, said, text, isAnsweredHere(here) ? 'place' : 'asker')
  }
  const { id: desk, prefill } = said.desk
  const draft = await keepDraft(here, { message: messageOf(text), desk, given: prefill })
  const offer = offerBlocks(said.desk, authority, deskOf(here, desk), draft)
  const answered = said.outcome === 'answered' ? (await page(here, said, text, 'asker')).blocks : []
  return { title: 'This sounds like something to report', blocks: [...offer, ...answered], for: 'asker' }
}

function isCourtesy(text: string): boolean {
  return /^\W*(?:thanks?|thank you|cheers|ta|ok(?:ay)?|great|perfect|brilliant|lovely|got it|will do)\b[^?]{0,40}$/i.test(
    text,
  )
}

export const nothingToSay: Reply = { title: '', blocks: [], for: 'asker', silent: true }

/** A question asked where others read is answered there, unless the council wants it otherwise for that room. */
function isAnsweredHere({ from, authority }: Here): boolean {
  const { isPrivate, quietly, room } = from.place
  if (isPrivate || quietly) return false
  const known = Object.values(authority.rooms).find(
    ({ reach }) => room !== undefined && reach.some(one => isSame(one, room)),
  )
  return (known?.answers ?? 'here') === 'here'
}

async function page(here: Here, said: Said, question: string, to: Reply['for']): Promise<Reply> {
  const { talking, from } = here
  const covers = said.outcome === 'answered' || said.outcome === 'which'
  const advice = deskOf(here, 'advice')
  const draft = advice && !covers ? await keepDraft(here, { message: messageOf(question), given: {} }) : undefined
  return answerPage(said, {
    for: to,
    mayShare: to === 'asker' && !from.place.isPrivate,
    hasAdvice: advice !== undefined,
    draft,
    names: said.outcome === 'which' && !said.authority ? talking.library.authorities : [],
  })
}

function messageOf(words: string) {
  return { words, author: '', link: '', files: [] }
}

async function tally({ talking, authority, now }: Here, { outcome }: Said): Promise<void> {
  await talking.count(authority.id, outcome, now)
}

/** One of several clauses that a question could have meant. */
export function choose(here: Here, ref: string): Promise<Reply> {
  return say(here, `clause ${ref}`)
}

/** Shows where others read what was answered to one of them alone. Asked again, so that nothing of it had to be kept. */
export async function share(here: Here): Promise<Reply> {
  const { talking, authority, from, now } = here
  const before = await askedBefore(here)
  if (!before || before.address !== from.address) return plainly('That was too long ago. Please ask again.')
  const said = await ask(talking.library, { question: before.question, authority: authority.id }, now)
  if (said.desk !== null) return plainly('That is not shown here, because it may be about somebody.')
  const shown = await page(here, said, before.question, 'place')
  return { ...shown, blocks: shown.blocks.filter(({ is }) => is !== 'actions') }
}

export async function feedback({ talking, authority, now }: Here, helpful: boolean): Promise<Reply> {
  const what: Counted = helpful ? 'helpful' : 'not-helpful'
  await talking.count(authority.id, what, now)
  return helpful
    ? plainly('Thank you.')
    : plainly('Thank you for saying so. Try it in other words, or ask the team.', asking)
}

const asking = { label: 'Ask the team', act: { do: 'desk', desk: 'advice' } } as const

/** A clause where it stands in its document. */
export async function openClause({ talking, authority, now }: Here, policy: string, ref: string): Promise<Reply> {
  const held = await talking.library.held(authority.id)
  const found = held.policies.find(({ id }) => id === policy)
  const clause = found && resolveRef(found, ref)[0]
  if (!found || !clause) return plainly('That clause is not in the documents any more. Please ask again.')
  return clausePage(found, clause, now)
}
