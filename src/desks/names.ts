import { z } from 'zod'
import type { Authority } from '../authorities/authority.ts'
import { at, type Mistake, mustName } from '../authorities/places.ts'
import { unknownWord } from '../authorities/sentences.ts'
import type { Desk } from './desk.ts'
import { asleep, tooSlow } from './haste.ts'

/** The questions that every form has beside its desk's own. */
export const ownQuestions = ['danger', 'report-too', 'sub-type', 'about', 'identity']

/** What a desk file says about its own questions and answers that no question of it bears out. */
export function unknownQuestions(written: unknown): Mistake[] {
  const desk = Sketch.safeParse(written).data
  if (!desk) return []
  const own = Object.keys(desk.questions).filter(id => ownQuestions.includes(id))
  const answers = new Map([
    ['sub-type', Object.keys(desk['sub-types'])],
    ['danger', ['yes', 'no']],
    ...Object.entries(desk.questions).map(([id, { options }]) => [id, Object.keys(options ?? {})] as const),
  ])
  const asked = [...answers.keys()]
  return [
    ...own.map(id => ({ path: ['questions', id], message: 'every form asks this already. Choose another id.' })),
    ...['deadline question', 'side clocks.*.starts at'].flatMap(place => mustName(written, place, 'question', asked)),
    ...['no pictures when.*', 'side clocks.*.when'].flatMap(place => unknownAnswers(written, place, answers)),
    // A form shows its questions from the top, so a condition can only look up.
    ...Object.keys(desk.questions).flatMap(id => {
      const above = new Map([...answers].slice(0, asked.indexOf(id)))
      return ['shown when', 'hidden when'].flatMap(key => unknownAnswers(written, `questions.${id}.${key}`, above))
    }),
    ...Object.keys(desk.questions).flatMap(id =>
      [`questions.${id}.urgent when`, `questions.${id}.urgent when.*`].flatMap(place =>
        mustName(written, place, 'option', answers.get(id) ?? []),
      ),
    ),
    ...(desk.safety === 'yes' ? [...tooSlow(written), ...asleep(written)] : []),
  ]
}

/** Whether a document is held, and, given a ref, whether it has that clause. */
export type Holds = (policy: string, ref?: string) => boolean

/** What one council's `desks.yaml` names and nobody has: desks, sub-types, roles, agencies, documents, clauses. */
export function unknownHere(written: unknown, authority: Authority, desks: Desk[], holds: Holds): Mistake[] {
  const ids = desks.map(({ id }) => id)
  const roles = ['*.who receives.*.tell.*.role', '*.who receives.*.tell.*.passed on by', '*.warnings log.only blocks']
  const given = Object.keys(z.record(z.string(), z.unknown()).safeParse(written).data ?? {})
  return [
    ...given.filter(id => !ids.includes(id)).map(id => ({ path: [id], message: unknownWord('desk', id, ids) })),
    ...ids
      .filter(id => !given.includes(id))
      .map(id => ({ path: [], message: `the desk "${id}" is missing: say who receives its reports here.` })),
    ...roles.flatMap(place => mustName(written, place, 'role', Object.keys(authority.roles))),
    ...mustName(written, '*.who receives.*.tell.*.agency', 'agency', Object.keys(authority.agencies)),
    ...desks.flatMap(desk =>
      ['who receives.*.when.sub-type', 'who receives.*.when.sub-type.*', 'warnings log.sub-type'].flatMap(place =>
        mustName(written, `${desk.id}.${place}`, 'sub-type', Object.keys(desk['sub-types'])),
      ),
    ),
    ...desks.flatMap(desk =>
      ['clocks.*.starts at', 'warnings log.found by'].flatMap(place =>
        mustName(
          written,
          `${desk.id}.${place}`,
          'question',
          desk.questions.map(({ id }) => id),
        ),
      ),
    ),
    ...desks.filter(({ safety }) => safety).flatMap(({ id }) => tooSlow(written, [id])),
    ...[...cited].flatMap(place =>
      at(written, place.split('.')).flatMap(({ path, value }) => unheld(path, value, authority.id, holds)),
    ),
  ]
}

const cited = [
  'do not',
  'who receives.*.tell.*',
  'who receives.*.other way.*',
  'notes.*',
  'warnings log',
  'clocks.*',
].map(place => `*.${place}.rests on.*`)

function unheld(path: PropertyKey[], refs: unknown, authority: string, holds: Holds): Mistake[] {
  const name = String(path.at(-1))
  const policy = `${authority}/${name}`
  if (!holds(policy)) {
    return [
      {
        path,
        message: `there is no document "${name}" in this council's folder. Write its file name without the ending.`,
      },
    ]
  }
  return [refs]
    .flat()
    .filter(ref => typeof ref === 'string' && !holds(policy, ref))
    .map(ref => ({
      path,
      message: `"${name}" has no clause "${ref}". "npm run clauses -- ${policy}" lists the clauses that it has.`,
    }))
}

/** Only as much of a desk file as the check needs, so that it can run beside other mistakes. */
const Sketch = z.object({
  safety: z.string().optional(),
  'sub-types': z.record(z.string(), z.unknown()),
  questions: z.record(z.string(), z.object({ options: z.record(z.string(), z.unknown()).optional() })),
})

/** The conditions at one place that name a question, or an answer to it, that there is not. */
function unknownAnswers(written: unknown, place: string, answers: Map<string, string[]>): Mistake[] {
  return at(written, [...place.split('.'), '*']).flatMap(({ path, value }) => {
    const question = String(path.at(-1))
    const known = answers.get(question)
    if (!known) return [{ path, message: unknownWord('question above', question, [...answers.keys()]) }]
    return [value]
      .flat()
      .filter(answer => typeof answer === 'string' && known.length > 0 && !known.includes(answer))
      .map(answer => ({ path, message: unknownWord('answer', String(answer), known) }))
  })
}
