import type { Queries } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { filesOf } from './files.ts'
import { linesOf } from './history.ts'
import { reportOf } from './report.ts'
import { warningTexts } from './warnings.ts'
import { messagesOf, notesOf } from './words.ts'

/** All that anybody wrote into one case, without who did: what a search looks through, and what an export gives out. */
export interface Content {
  answered: { ask: string; answer: string }[]
  history: { at: Date; move: string; note?: string; words?: string }[]
  messages: { at: Date; from: 'desk' | 'reporter'; text: string }[]
  notes: { at: Date; text: string }[]
  warnings: { at: Date; profile: string; text: string }[]
  files: { at: Date; name: string }[]
}

export async function contentOf(from: Pick<Queries, 'row' | 'rows'>, seal: Seal, id: string): Promise<Content> {
  const [report, history, messages, notes, warnings, files] = await Promise.all([
    reportOf(from, seal, id),
    linesOf(from, seal, id),
    messagesOf(from, seal, id),
    notesOf(from, seal, id),
    warningTexts(from, seal, id),
    filesOf(from, seal, id),
  ])
  const answered = report.answered.filter(({ id }) => id !== 'identity')
  return {
    answered: answered.map(({ ask, answer, chosen }) => ({ ask, answer: (chosen ?? [answer].flat()).join('; ') })),
    history: history.map(({ at, move, note, words }) => ({
      ...{ at, move },
      ...(note ? { note } : {}),
      ...(words ? { words } : {}),
    })),
    messages: messages.map(({ at, side, text }) => ({ at, from: side, text })),
    notes: notes.map(({ at, text }) => ({ at, text })),
    warnings,
    files: files.map(({ at, name }) => ({ at, name })),
  }
}

/** Every text of it, changed in the same way. What we ask and how a case moved are the council's words and stay. */
export function eachText(content: Content, change: (text: string) => string): Content {
  const { answered, history, messages, notes, warnings, files } = content
  return {
    answered: answered.map(({ ask, answer }) => ({ ask, answer: change(answer) })),
    history: history.map(({ note, words, ...line }) => ({
      ...line,
      ...(note ? { note: change(note) } : {}),
      ...(words ? { words: change(words) } : {}),
    })),
    messages: messages.map(message => ({ ...message, text: change(message.text) })),
    notes: notes.map(note => ({ ...note, text: change(note.text) })),
    warnings: warnings.map(({ at, profile, text }) => ({ at, profile: change(profile), text: change(text) })),
    files: files.map(({ at, name }) => ({ at, name: change(name) })),
  }
}

export function textsOf(content: Content): string[] {
  const texts: string[] = []
  eachText(content, text => {
    texts.push(text)
    return text
  })
  return texts
}
