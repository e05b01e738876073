import type { Authority } from '../authorities/authority.ts'
import { type Answers, FileAnswer } from '../desks/answers.ts'
import { type Given, noPictures } from '../desks/asked.ts'
import { checkForm } from '../desks/form.ts'
import type { DeskHere } from '../desks/receives.ts'
import type { Kind } from '../desks/route.ts'
import type { Case } from './case.ts'
import type { AsDrill } from './drill/drill.ts'
import { type FileSent, refusal } from './files.ts'
import type { ClauseCopy } from './report.ts'

/** A form that somebody sent, as a channel hands it on. */
export interface Sending {
  desk: string
  given: Given
  /** The same for each try of one form. It has nothing in it of who sends. */
  submission: string
  clauses: readonly ClauseCopy[]
  /** By the id that the answers give each. */
  files?: Record<string, FileSent>
  /** A test report, made by us. */
  drill?: AsDrill
}

/** A form that can be kept as it is. */
export interface Sound {
  answers: Answers
  kind: Kind
  identity: Case['identity']
  noPictures: boolean
  files: FileSent[]
  /** All that was said, to tell a second try from a second report under the same submission id. */
  said: string
}

/** The same form check as on every channel, and then the files themselves, which only whoever keeps them has seen. */
export function checkSending(
  authority: Authority,
  desk: DeskHere,
  { given, files = {} }: Sending,
): Sound | { mistakes: { question: string; says: string }[] } {
  const checked = checkForm(authority, desk, given)
  if ('mistakes' in checked) return checked
  const wanted = desk.questions.flatMap(({ kind, id: question }) =>
    kind === 'file' && checked.answers[question]
      ? fileAnswers.parse(checked.answers[question]).map(file => ({ question, ...file, sent: files[file.id] }))
      : [],
  )
  const mistakes = wanted.flatMap(({ question, name, sent }) => {
    const says = sent ? refusal(sent) : `"${name}" did not arrive. Add it again.`
    return says ? [{ question, says }] : []
  })
  if (mistakes.length > 0) return { mistakes }
  const answers = withoutChannelIds(checked.answers)
  return {
    ...checked,
    answers,
    noPictures: noPictures(desk, checked.answers),
    files: wanted.flatMap(({ sent }) => sent ?? []),
    said: JSON.stringify([desk.id, answers]),
  }
}

/** A channel's id of a file leads its owners to whoever sent it, so it is not kept: the name and the size are enough. */
function withoutChannelIds(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([question, answer]) => {
      const files = Array.isArray(answer) ? (fileAnswers.safeParse(answer).data ?? []) : []
      return [question, files.length > 0 ? files.map(({ name }) => name) : answer]
    }),
  )
}

const fileAnswers = FileAnswer.array()
