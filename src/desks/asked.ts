import type { Condition, Question } from './question.ts'
import type { DeskHere } from './receives.ts'
import { remembered } from './remembered.ts'
import type { Kind } from './route.ts'

/** What a person has answered so far, by the id of the question, as a channel hands it on. Nothing of it is trusted. */
export type Given = Record<string, unknown>

/**
 * The questions to ask, which change with the answers: a channel asks for them again after each choice. A person who
 * says that somebody is in danger is asked nothing more until they choose to send a report as well.
 * `people` are those whom the report may be about, by id, with the words to call them by.
 */
export function questionsNow(desk: DeskHere, people: Record<string, string>, given: Given): Question[] {
  const danger = desk.danger === 'ask' ? dangerQuestions : []
  const all = [
    ...subtypeQuestions(desk),
    ...desk.questions,
    ...(Object.keys(people).length > 0 ? [aboutQuestion(desk)(people)] : []),
    ...identityQuestions(desk),
  ]
  const { questions } = shown([...danger, ...(stopsAtDanger(desk, given) ? [] : all)], given)
  return noPictures(desk, given) ? questions.filter(({ kind }) => kind !== 'file') : questions
}

/** Whether it is time to call for help and for nothing else. */
export function stopsAtDanger(desk: DeskHere, given: Given): boolean {
  return desk.danger === 'ask' && holds({ danger: ['yes'] }, given) && !holds({ 'report-too': ['yes'] }, given)
}

/** Whether this report may hold no picture, no copy and no preview of a link. */
export function noPictures(desk: DeskHere, given: Given): boolean {
  return desk['no pictures when'].some(condition => holds(condition, given))
}

/** As much of the answers so far as decides who is told. */
export function kindOf(desk: DeskHere, given: Given): Kind {
  const [first = ''] = Object.keys(desk['sub-types'])
  const [subtype = first] = wordsOf(given['sub-type'])
  const { questions } = shown(desk.questions, given)
  return {
    subtype,
    urgent:
      (desk.danger === 'ask' && holds({ danger: ['yes'] }, given)) ||
      desk['sub-types'][subtype]?.urgent === true ||
      questions.some(question => question['urgent when'] && holds({ [question.id]: question['urgent when'] }, given)),
    about: wordsOf(given['about']),
  }
}

/** How the person wants to send it: the first that the desk offers, until they choose. */
export function identityOf(desk: DeskHere, given: Given): DeskHere['identity'][number] {
  return desk.identity.find(id => id === given['identity']) ?? desk.identity[0] ?? 'named'
}

/** Those whose conditions hold. An answer to a question that is not shown counts for nothing. */
function shown(questions: Question[], given: Given): { questions: Question[]; seen: Given } {
  const own = questions.map(({ id }) => id)
  const seen: Given = Object.fromEntries(Object.entries(given).filter(([id]) => !own.includes(id)))
  const asked = questions.filter(question => {
    const { id, 'shown when': when, 'hidden when': unless } = question
    if ((when && !holds(when, seen)) || (unless && holds(unless, seen))) return false
    seen[id] = given[id]
    return true
  })
  return { questions: asked, seen }
}

export function holds(condition: Condition, given: Given): boolean {
  return Object.entries(condition).every(([id, any]) => wordsOf(given[id]).some(answer => any.includes(answer)))
}

function wordsOf(answer: unknown): string[] {
  return [answer].flat().filter(word => typeof word === 'string')
}

const dangerQuestions: Question[] = [
  choice('danger', 'Is anyone in immediate danger?', { no: 'No', yes: 'Yes' }),
  {
    ...choice('report-too', 'Do you want to send a report as well?', { yes: 'Yes, send a report as well' }),
    help: 'Call first. The report can be sent now or later: nothing here waits for it.',
    'shown when': { danger: ['yes'] },
  },
]

const subtypeQuestions = remembered((desk: DeskHere): Question[] => {
  const subtypes = Object.entries(desk['sub-types']).map(([id, { name }]) => [id, name])
  return subtypes.length > 1 ? [choice('sub-type', 'Which of these is nearest?', Object.fromEntries(subtypes))] : []
})

const aboutQuestion = remembered((desk: DeskHere) =>
  remembered((people: Record<string, string>): Question => {
    const managers = desk['leave out'] === 'their managers'
    return {
      ...choice(
        'about',
        managers ? 'Is it about one of these people, or somebody they manage?' : 'Is it about one of these people?',
        people,
      ),
      help: 'They would otherwise be told. Whoever you choose sees nothing of it, nor that it exists.',
      required: false,
      several: true,
    }
  }),
)

const identityQuestions = remembered((desk: DeskHere): Question[] =>
  desk.identity.length > 1 ? [choice('identity', 'How do you want to send it?', identities(desk))] : [],
)

function identities(desk: DeskHere): Record<string, string> {
  const names = {
    named: 'With my name',
    confidential: 'In confidence: the desk knows my name, the room does not',
    'anonymous-with-replies': 'Without my name, and the desk can write back to me',
    anonymous: 'Without my name, and nobody can write back to me',
  }
  return Object.fromEntries(desk.identity.map(id => [id, names[id]]))
}

function choice(id: string, ask: string, options: Record<string, string>): Question {
  return { id, ask, kind: 'choice', required: true, several: false, options }
}
