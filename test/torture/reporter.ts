import type { Sending } from '../../src/cases/sending.ts'
import { desks, filledIn } from '../support/filled-in.ts'
import type { Floor } from './floor.ts'
import type { Receipted } from './ledger.ts'
import { council } from './place.ts'

const strange = "Call me later 🦊 “she said”, \t'; drop table cases; -- שלום e\u0301 "
let reports = 0

/** Somebody of the staff: sends one report, at times twice at once, adds to it, and at times takes it back. */
export async function reporter(floor: Floor): Promise<void> {
  const { acts, ledger, random } = floor
  const report = written(floor)
  const send = () => acts.open(report.by, report.sending)
  const tries = await Promise.all(random() < 0.2 ? [send(), send()] : [send()])
  for (const opened of tries) {
    if (opened.outcome !== 'opened') throw new Error(`A report got no receipt: ${opened.outcome}`)
    ledger.receipts.push({ ...report, reference: opened.receipt.reference, follows: opened.receipt.canFollow })
  }
  const [receipted] = ledger.receipts.slice(-1)
  if (!receipted?.follows) return
  if (random() < 0.5) await adds(floor, receipted, 'more')
  // To one that may be closed by now: where somebody's safety may hang on it, that opens it again.
  const before = floor.one(ledger.receipts.filter(({ desk, follows }) => desk === 'safeguarding' && follows).slice(-8))
  if (before && random() < 0.3) await adds(floor, before, 'later')
  if (random() < 0.2) await takesBack(floor, receipted)
}

/** A report as somebody wrote it, and what a channel sends of it. */
export function written({
  name,
  as,
  one,
  random,
}: Floor): Omit<Receipted, 'reference' | 'follows'> & { sending: Sending } {
  const token = `${name}-${++reports}`
  const desk = one(['content', 'content', 'safeguarding', 'press'])
  const here = desks.get(council)?.find(({ id }) => id === desk)
  const what = `${token} ${strange.repeat(1 + Math.floor(random() * 40))}`
  const files = desk === 'content' && random() < 0.4 ? [file(token, random), file(token, random)] : []
  const given = {
    ...{ what, identity: one(here?.identity ?? []) },
    ...(desk === 'content' ? { 'sub-type': one(['threat', 'other', 'defamation']) } : {}),
    ...(desk === 'content' ? { link: `https://example.org/post/${one([1, 2, 3])}` } : {}),
    ...(files.length > 0
      ? { files: files.map(({ name, content }, at) => ({ id: `F${at}`, name, bytes: content.length })) }
      : {}),
  }
  const sending = {
    ...{ desk, given: filledIn(council, desk, given), submission: token },
    clauses: [{ policy: 'a/policy', ref: '1.1', digest: 'd', text: 'Do not reply.' }],
    files: Object.fromEntries(files.map((one, at) => [`F${at}`, one])),
  }
  return { token, what, files, desk, by: as(`staff-${token}`), sending }
}

function file(token: string, random: () => number) {
  const content = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    Buffer.from(token.repeat(1 + Math.floor(random() * 2_000))),
  ])
  return { name: `${token}.png`, content }
}

async function adds(
  { acts, ledger, random }: Floor,
  { by, reference, token }: Receipted,
  which: string,
): Promise<void> {
  const text = `${token} adds ${which} ${strange}`
  const files = random() < 0.5 ? [file(token, random)] : []
  const added = await acts.add(by, reference, { text, submission: `${token}-${which}`, files })
  if (added.outcome === 'written') ledger.words.push({ reference, kind: 'message', text })
  // A desk that closed the case has parted from somebody without a name.
  else if (added.outcome !== 'not-found') throw new Error(`An addition was not taken: ${added.outcome}`)
}

async function takesBack({ acts, ledger, as }: Floor, { by, reference }: Receipted): Promise<void> {
  const page = await acts.showOwn(by, reference)
  if (page.outcome !== 'shown' || !page.mayWithdraw) return
  const now = as(by.who.id)
  const move = { reference, move: 'withdraw', who: 'reporter', at: now.now.getTime() } as const
  ledger.pressed.push(move)
  const moved = await acts.withdraw(now, reference, page.version, 'I was wrong.')
  if (moved.outcome === 'moved') ledger.moves.push(move)
}
