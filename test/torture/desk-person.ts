import type { Press } from '../../src/cases/press.ts'
import type { DeskPage } from '../../src/cases/show.ts'
import type { Floor } from './floor.ts'

let written = 0

/** Somebody at a desk: opens a case, presses what may come next, writes a note, asks. Two of them have the same cases. */
export function deskPerson(desk: string, id: string): (floor: Floor) => Promise<void> {
  return async floor => {
    const { acts, ledger, as, one, random } = floor
    const theirs = ledger.receipts.filter(receipted => receipted.desk === desk)
    const by = as(id)
    if (theirs.length === 0 || random() < 0.1) await acts.inbox(by)
    if (theirs.length === 0) return
    // The newest, so that many are worked on by two at once.
    const { reference } = one(theirs.slice(-4))
    const page = await acts.show(by, reference)
    if (page.outcome !== 'shown') throw new Error(`The desk could not open a case: ${page.outcome}`)
    await presses(floor, page, id)
    if (random() < 0.2) await says(floor, reference, id)
  }
}

async function presses({ acts, ledger, as, one }: Floor, page: DeskPage, id: string): Promise<void> {
  const { reference, version } = page.case
  const next = pressable(page, one)
  if (!next) return
  const by = as(id)
  const move = { reference, move: next.move, who: id, at: by.now.getTime() }
  ledger.pressed.push(move)
  const moved = await acts.move(by, reference, { ...next, version })
  if (moved.outcome === 'moved') ledger.moves.push(move)
  // Pressed before, and the answer was lost with the process: the person is told that it was they who did it.
  else if (moved.outcome === 'too-late' && moved.last.at.getTime() === move.at) ledger.moves.push(move)
  else if (moved.outcome === 'incomplete' || moved.outcome === 'not-found')
    throw new Error(`A move was refused: ${next.move} from ${page.case.state}, ${JSON.stringify(moved)}`)
}

type Next = Omit<Press, 'version'>

function pressable({ case: found, outcomes, canBeAsked }: DeskPage, one: Floor['one']): Next | undefined {
  const outcome = outcomes[0]?.id ?? ''
  // Words that nobody could read are refused: the address of somebody without a name goes with the end of a case.
  const atEnd = canBeAsked && found.identity !== 'anonymous-with-replies' ? { words: 'It is gone.' } : {}
  const resolve: Next = { move: 'resolve', outcome, note: 'The reason.', ...atEnd }
  const colleagues = found.desk === 'content' ? ['pretend-engagement-lead', 'pretend-deputy-engagement-lead'] : []
  const assign = colleagues.map((to): Next => ({ move: 'assign', to, note: 'You know the page.' }))
  const acknowledge: Next = { move: 'acknowledge', ...(canBeAsked ? { words: 'I am on it.' } : {}) }
  const subtype = one(['threat', 'other', 'defamation'].filter(kind => kind !== found.subtype))
  const transfer: Next = { move: 'transfer', desk: 'content', subtype, note: 'It is something else.' }
  const after: Partial<Record<typeof found.state, Next[]>> = {
    received: found.desk === 'content' ? [acknowledge, acknowledge, transfer] : [acknowledge],
    acknowledged: [resolve, { move: 'return', note: 'I am away.' }, ...assign],
    assigned: [resolve],
    resolved: [{ move: 'reopen' }],
    reopened: [acknowledge],
    transferred: [acknowledge],
  }
  const may = after[found.state]
  return may && one(may)
}

async function says({ acts, ledger, as, one }: Floor, reference: string, id: string): Promise<void> {
  const text = `${id} writes for the ${++written}th time`
  const kind = one(['note', 'message'] as const)
  const said =
    kind === 'note'
      ? await acts.note(as(id), reference, { text, submission: text })
      : await acts.ask(as(id), reference, { text, submission: text })
  if (said.outcome === 'written') ledger.words.push({ reference, kind, text })
  else if (said.outcome !== 'nobody-to-write-to') throw new Error(`The desk could not write: ${said.outcome}`)
}
