import { notSaved } from '../cases/receipt.ts'
import { FileAnswer } from '../desks/answers.ts'
import { checkForm, formOf } from '../desks/form.ts'
import type { DeskHere } from '../desks/receives.ts'
import type { Act } from './act.ts'
import type { Filled, Reported } from './incoming.ts'
import { choosePage, whatForPage } from './pages/choose.ts'
import { formPage, type Progress } from './pages/form.ts'
import { plainly } from './pages/plainly.ts'
import { receiptPage } from './pages/receipt.ts'
import { type Draft, draftOf, forgetBeginning, keepDraft } from './remembered.ts'
import type { Block, Reply } from './reply.ts'
import { deskOf, desksOf, type Here } from './talking.ts'

type DeskAct = Extract<Act, { do: 'desk' }>

/** A desk's form: opened, asked for again after a choice, or sent. It waits for nothing but what the settings say. */
export async function report(here: Here, act: DeskAct, filled: Filled | undefined): Promise<Reply> {
  if (act.desk === undefined) return choosePage(desksOf(here), act.draft)
  const desk = deskOf(here, act.desk)
  if (!desk) return plainly('There is no such desk at your council.', { label: 'All desks', act: { do: 'desk' } })
  if (filled?.sent) return send(here, desk, act, filled)
  if (filled) return form(here, desk, act, filled)
  const given = begun(desk, await draftOf(here, act.draft))
  return form(here, desk, act, { given, submission: here.talking.newId() })
}

function form({ authority, talking, now }: Here, desk: DeskHere, act: DeskAct, progress: Progress): Reply {
  return formPage(desk, formOf(authority, desk, progress.given, now, talking.mode), act, progress)
}

/** The report is on the disk before anybody is told that it is. Until then whoever wrote it keeps every word. */
async function send(here: Here, desk: DeskHere, act: DeskAct, filled: Filled): Promise<Reply> {
  const { authority, talking, by, now } = here
  const { given, submission } = filled
  const again = (mistakes: Progress['mistakes'] = [], first: Block[] = []) =>
    form(here, desk, act, { given, submission, mistakes, first })
  const asked = formOf(authority, desk, given, now, talking.mode)
  if (asked.stops) return again()
  const checked = checkForm(authority, desk, given)
  if ('mistakes' in checked) return again(checked.mistakes)

  const cases = await talking.cases()
  if (!cases) return again([], [unsaved(notSaved(authority, desk.id).says)])
  const files = await filesOf(desk, checked.answers, filled)
  const clauses = await talking.clausesFor(authority.id, asked)
  const opened = await cases.open(by, { desk: desk.id, given, submission, clauses, files })
  switch (opened.outcome) {
    case 'opened':
      await forgetBeginning(here, act.draft).catch(() => {})
      return receiptPage(opened.receipt, authority, now)
    case 'mistakes':
      return again(opened.mistakes)
    case 'not-saved':
      return again([], [unsaved(opened.says)])
    case 'too-many':
      return again([], [{ is: 'notice', tone: 'warning', text: tooMany }])
    case 'sent-already': {
      const { reference } = opened
      return plainly(`This form was sent before, as ${reference}. What you changed since was not saved.`, {
        label: 'Add it to that report',
        act: { do: 'write', reference, what: 'addition' },
      })
    }
  }
}

const tooMany = 'Not sent yet: you have sent many reports in a few minutes. Wait a little, then send this one.'

function unsaved(says: readonly string[]): Block {
  return { is: 'notice', tone: 'danger', text: says.join('\n') }
}

/** Only now are files fetched from where they lie, and only those that a sound form names. */
async function filesOf(desk: DeskHere, answers: Record<string, unknown>, filled: Filled) {
  const named = desk.questions
    .filter(({ kind }) => kind === 'file')
    .flatMap(({ id }) => FileAnswer.array().safeParse(answers[id]).data ?? [])
  const fetched = await Promise.all(named.map(async ({ id }) => [id, await filled.file(id)] as const))
  return Object.fromEntries(fetched.flatMap(([id, file]) => (file ? [[id, file]] : [])))
}

/** A message to be reported: the desk that was chosen, or the one it sounds like first; its form begins with what the message holds. */
export async function reportMessage(here: Here, message: Reported): Promise<Reply> {
  const { desk, words, author, link, files } = message
  const desks = desksOf(here)
  const spotted = here.talking.library.desks.spot(words.slice(0, 20_000))
  const draft = await keepDraft(here, { message: { words, author, link, files }, given: {} })
  if (desk !== undefined) return report(here, { do: 'desk', desk, ...(draft ? { draft } : {}) }, undefined)
  const own = author === '' && files.length > 0 ? await latestOwn(here) : []
  if (own.length > 0) return whatForPage(own, desks, draft)
  const near = desks.find(({ id }) => id === (spotted?.id ?? 'content'))
  return choosePage(near ? [near, ...desks.filter(desk => desk !== near)] : desks, draft)
}

/** Those that a file which came by itself may belong to. */
async function latestOwn({ talking, by }: Here) {
  const cases = await talking.cases()
  return ((await cases?.ownCases(by)) ?? []).slice(0, 5)
}

/** What a desk's form begins with: the parts of the message that its questions ask for, and what was read in it for this desk. */
function begun(desk: DeskHere, draft: Draft | undefined): Record<string, unknown> {
  if (!draft) return {}
  const parts = desk.questions.flatMap(question => {
    const part = question['from a message']
    const value = part && draft.message[part]
    return value === undefined || value.length === 0 ? [] : [[question.id, value]]
  })
  const asked = new Set(desk.questions.map(({ id }) => id))
  const read = draft.desk === desk.id ? Object.entries(draft.given).filter(([id]) => asked.has(id)) : []
  return Object.fromEntries([...parts, ...read])
}
