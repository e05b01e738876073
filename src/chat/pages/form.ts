import type { Form } from '../../desks/form.ts'
import type { Question } from '../../desks/question.ts'
import type { DeskHere } from '../../desks/receives.ts'
import type { Act } from '../act.ts'
import type { Block, FormBlock, Reply } from '../reply.ts'

/** How far somebody has come with a form. */
export interface Progress {
  given: Record<string, unknown>
  submission: string
  mistakes?: { question: string; says: string }[]
  /** What has to be said before the form, such as that it was not saved. */
  first?: Block[]
}

/** A desk's form, as every channel shows it: danger before anything else, then what not to do, then the questions. */
export function formPage(desk: DeskHere, form: Form, act: Act, progress: Progress): Reply {
  const { given, submission, mistakes = [], first = [] } = progress
  const opening: Block[] = [
    ...first,
    ...(form.banner ? [{ is: 'notice', tone: 'warning', text: form.banner } as const] : []),
    { is: 'notice', tone: 'danger', text: form.danger.join('\n') },
    { is: 'notice', tone: 'warning', text: form.doNot.says },
    ...clausesOf(form),
    ...form.says.map(({ says }): Block => ({ is: 'text', text: says })),
    ...(form.noPictures ? [{ is: 'notice', tone: 'warning', text: noPicture } as const] : []),
  ]
  const block: FormBlock = {
    ...{ is: 'form', for: act, heading: form.name, given, submission, noPictures: form.noPictures, stops: form.stops },
    fields: form.questions.map(question => ({
      ...question,
      ...(changesForm(desk, question) ? { changes: true } : {}),
    })),
    mistakes: mistakes.map(({ question, says }) => ({ field: question, says })),
    ...refusal(first),
    send: 'Send it',
    before: form.stops ? [] : form.beforeSending,
  }
  const shown = form.stops ? opening.filter(({ is }) => is === 'notice').slice(0, 2 + first.length) : opening
  return { title: `${form.name}: ${form.for}`, blocks: [...shown, block], for: 'asker' }
}

/** What was said of the form as a whole: that it was not saved, or has to wait. */
function refusal(first: readonly Block[]): Pick<FormBlock, 'refused'> {
  const says = first.flatMap(block =>
    block.is === 'notice' && (block.tone === 'danger' || block.tone === 'warning') ? [block.text] : [],
  )
  return says.length > 0 ? { refused: says.join('\n') } : {}
}

const noPicture = 'Send no picture and no copy of one, to anybody. Say where it is in words.'

/** The clauses that "do not" and the notes rest on. */
function clausesOf({ doNot, says }: Form): Block[] {
  const cited = [doNot, ...says].flatMap(({ rests }) => rests)
  const once = [...new Map(cited.map(one => [`${one.policy} ${one.ref}`, one])).values()].slice(0, 5)
  if (once.length === 0) return []
  const actions = once.map(({ policy, ref }) => ({ label: `Open ${ref}`, act: { do: 'clause', policy, ref } }) as const)
  return [{ is: 'actions', actions }]
}

/** Whether another answer to this question could change which questions there are, or who is told. */
function changesForm(desk: DeskHere, { id, kind, ...question }: Question): boolean {
  if (kind !== 'choice') return false
  if (['danger', 'report-too', 'sub-type', 'about', 'identity'].includes(id) || question['urgent when']) return true
  const conditions = [
    ...desk['no pictures when'],
    ...desk.questions.flatMap(one => [one['shown when'] ?? {}, one['hidden when'] ?? {}]),
  ]
  return conditions.some(condition => id in condition)
}

/** A short form of our own: what a move, a message or a search needs. */
export function askFor(
  act: Act,
  heading: string,
  fields: readonly Question[],
  progress: Progress & { before?: string[]; send: string; noPictures?: boolean },
): Reply {
  const { given, submission, mistakes = [], first = [], before = [], send, noPictures = false } = progress
  const block: FormBlock = {
    ...{ is: 'form', for: act, heading, given, submission, noPictures, stops: false, send, before },
    fields: [...fields],
    mistakes: mistakes.map(({ question, says }) => ({ field: question, says })),
    ...refusal(first),
  }
  return { title: heading, blocks: [...first, block], for: 'asker' }
}

export function paragraph(id: string, ask: string, required: boolean, help?: string): Question {
  return { id, ask, kind: 'paragraph', required, several: false, ...(help ? { help } : {}) }
}

export function choice(id: string, ask: string, options: Record<string, string>, required = true): Question {
  return { id, ask, kind: 'choice', required, several: false, options }
}
