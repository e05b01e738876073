import type { Citation } from '../../answers/answer.ts'
import { forbidden, place } from '../../answers/say.ts'
import type { Said } from '../ask.ts'
import type { Action, Block, Quote, Reply } from '../reply.ts'

export interface AnswerOptions {
  for: Reply['for']
  /** It was given to the asker alone in a place where others read: they may show it there. */
  mayShare: boolean
  /** The council has a desk for questions that no clause answers. */
  hasAdvice: boolean
  /** The name under which the question is kept, so that the desk's form begins with it. */
  draft: string | undefined
  names: { id: string; name: string }[]
}

/** An answer: its outcome in the first words, the clauses, what to know before relying on them, and what can be done next. */
export function answerPage(said: Said, options: AnswerOptions): Reply {
  const { outcome, citations } = said
  const full = citations.filter(({ near }) => !near)
  const blocks: Block[] = [
    ...(outcome === 'not-covered' ? [{ is: 'text', text: said.answer } as const] : []),
    ...full.map((citation, at) => quoteOf(citation, outcome === 'answered' && at === 0)),
    ...warnings(said.notes),
    ...nearby(citations.filter(({ near }) => near)),
    ...actions(said, options),
  ]
  return { title: titleOf(said, options.names), blocks, for: options.for }
}

function titleOf({ outcome, answer, citations }: Said, councils: AnswerOptions['names']): string {
  const [first] = citations
  if (outcome === 'answered' && first) return `Your policy says: ${first.title}, ${first.ref}`
  if (outcome === 'nearest') return answer.split('\n')[0] ?? 'These clauses come nearest.'
  if (outcome === 'which') return councils.length > 0 ? 'Which council do you work for?' : 'Which one do you mean?'
  return 'No policy here covers this'
}

export function quoteOf(citation: Citation, leads: boolean): Quote {
  const { text, sentence, status, policy, ref } = citation
  const lead = sentence.replace(/^- /, '')
  return {
    is: 'quote',
    text,
    from: place(citation),
    ...(forbidden(citation) === '' ? {} : { under: forbidden(citation).trim() }),
    ...(leads && lead !== '' && text.length > 1.6 * lead.length ? { lead } : {}),
    ...(status.includes('digest') ? { ours: true } : {}),
    open: { label: `Open ${ref}`, act: { do: 'clause', policy, ref } },
  }
}

function warnings(notes: readonly string[]): Block[] {
  if (notes.length === 0) return []
  const text = `Before you rely on it:\n${notes.map(note => `- ${note}`).join('\n')}`
  return [{ is: 'notice', tone: 'warning', text }]
}

function nearby(near: readonly Citation[]): Block[] {
  if (near.length === 0) return []
  return [
    { is: 'text', text: 'Near this:' },
    {
      is: 'actions',
      actions: near.map(({ policy, ref }) => ({ label: `Open ${ref}`, act: { do: 'clause', policy, ref } })),
    },
  ]
}

function actions({ outcome, choices }: Said, { mayShare, hasAdvice, draft, names }: AnswerOptions): Block[] {
  const choose = choices.map((choice): Action => {
    const council = names.find(({ id }) => id === choice)
    return council
      ? { label: council.name, act: { do: 'council', council: choice } }
      : { label: choice, act: { do: 'choose', ref: choice } }
  })
  const advice: Action = {
    label: 'Ask the team',
    act: { do: 'desk', desk: 'advice', ...(draft ? { draft } : {}) },
    tone: 'main',
  }
  const all: Action[] = [
    ...choose,
    ...(hasAdvice && (outcome === 'not-covered' || outcome === 'nearest') ? [advice] : []),
    ...(mayShare && outcome !== 'which' ? [{ label: 'Show it here', act: { do: 'share' } } as const] : []),
    ...(outcome === 'which'
      ? []
      : ([true, false] as const).map(
          (helpful): Action => ({ label: helpful ? 'Helpful' : 'Not helpful', act: { do: 'feedback', helpful } }),
        )),
  ]
  return all.length > 0 ? [{ is: 'actions', actions: all }] : []
}
