import { z } from 'zod'
import { type Given, identityOf, kindOf, noPictures, questionsNow } from './asked.ts'
import { readMoment } from './moment.ts'
import type { Question } from './question.ts'
import type { DeskHere } from './receives.ts'
import { remembered } from './remembered.ts'
import type { Kind } from './route.ts'

/** A file as a form knows it. Its bytes are kept by whoever keeps the report. */
export const FileAnswer = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  bytes: z.number().int().min(0),
})
export type FileAnswer = z.infer<typeof FileAnswer>

export type Answer = string | string[] | FileAnswer[]

/** A person's answers by the id of the question, in their own words, byte for byte. */
export type Answers = Record<string, Answer>

/** A form that can be sent; or each question whose answer needs mending, with what to write. */
export type Checked =
  | { answers: Answers; kind: Kind; identity: DeskHere['identity'][number] }
  | { mistakes: { question: string; says: string }[] }

/** The longest answer, in characters as a person counts them. */
export const longest = 10_000
export const largestFileBytes = 20 * 1024 * 1024

/**
 * The same check on every channel. Answers to questions that were not shown are dropped, because a person who changes
 * their mind must not send what they no longer see; but a file where no picture may be is refused aloud, so that
 * nobody believes it was sent.
 */
export function checkAnswers(desk: DeskHere, people: Record<string, string>, given: Given): Checked {
  const questions = questionsNow(desk, people, given)
  const all = [...desk.questions.map(({ id }) => id), 'danger', 'report-too', 'sub-type', 'about', 'identity']
  const read = questions.map(question => ({ id: question.id, ...answerTo(question).safeParse(given[question.id]) }))
  const mistakes = [
    ...Object.keys(given)
      .filter(id => !all.includes(id))
      .map(id => ({ question: id, says: `This form has no question "${id}".` })),
    ...(noPictures(desk, given) ? filesGiven(desk, given) : []),
    ...read.flatMap(({ id, error }) => (error?.issues ?? []).map(({ message }) => ({ question: id, says: message }))),
  ]
  if (mistakes.length > 0) return { mistakes }
  const answers = Object.fromEntries(read.flatMap(({ id, data }) => (data === undefined ? [] : [[id, data]])))
  return { answers, kind: kindOf(desk, answers), identity: identityOf(desk, answers) }
}

/**
 * The schema of the answer to a question. Its messages name the question and say what to write. Making one takes longer than
 * everything else about a report.
 */
export const answerTo = remembered((question: Question): z.ZodType<Answer | undefined> => {
  const answer = kinds[question.kind](question)
  return question.required
    ? answer
    : z.preprocess(given => (isBlank(given) ? undefined : given), answer.optional()).optional()
})

const kinds: Record<Question['kind'], (question: Question) => z.ZodType<Answer>> = {
  text: question => words(question, 'write your answer here.'),
  paragraph: question => words(question, 'write your answer here, in the words that were used if you can.'),
  person: question => words(question, 'write a name, or "not known".'),
  'date-and-time': question => {
    const says = 'write a day and a time, as 2026-11-20 14:30.'
    return words(question, says).refine(written => readMoment(written) !== undefined, `"${question.ask}": ${says}`)
  },
  link: question => {
    const or = question.or ? `, or write "${question.or}"` : ''
    const says = `paste the address of the page, as https://example.org/page${or}.`
    return words(question, says).refine(
      written => isLink(written) || written === question.or,
      `"${question.ask}": ${says}`,
    )
  },
  choice: question => {
    const options = question.options ?? {}
    const error = `"${question.ask}": choose ${question.several ? 'one or more' : 'one'} of: ${Object.values(options).join('; ')}.`
    const one = z.enum(Object.keys(options), { error })
    return question.several ? z.array(one, { error }).min(1, error) : one
  },
  file: question => {
    const error = `"${question.ask}": add a file of at most 20 MB, and no more than ten.`
    const file = FileAnswer.refine(({ bytes }) => bytes <= largestFileBytes, error)
    return z.array(file, { error }).min(1, error).max(10, error)
  },
}

function words({ ask }: Question, says: string) {
  return z
    .string({ error: `"${ask}": ${says}` })
    .refine(written => !isBlank(written), { error: `"${ask}": ${says}`, abort: true })
    .refine(written => !/\p{Surrogate}/u.test(written), {
      error: `"${ask}": a character in it is broken and could not be kept as you wrote it. Write that part again.`,
      abort: true,
    })
    .refine(written => written.length <= longest || [...written].length <= longest, {
      error: ({ input }) =>
        `"${ask}": this is ${[...String(input)].length.toLocaleString('en-GB')} characters, and 10,000 fit. Send the rest as an addition, after the receipt.`,
    })
}

function isBlank(given: unknown): boolean {
  return (
    given === undefined ||
    given === null ||
    (typeof given === 'string' && given.trim() === '') ||
    (Array.isArray(given) && given.length === 0)
  )
}

/** With or without https://, because people copy an address as their browser shows it. */
function isLink(written: string): boolean {
  return /^(https?:\/\/)?[^\s/:?#]+\.[^\s]+$/i.test(written.trim())
}

function filesGiven(desk: DeskHere, given: Given): { question: string; says: string }[] {
  return desk.questions
    .filter(({ kind, id }) => kind === 'file' && !isBlank(given[id]))
    .map(({ id, ask }) => ({
      question: id,
      says: `"${ask}": send no picture and no copy of one. This file has not been kept. Take it out and send the rest.`,
    }))
}
