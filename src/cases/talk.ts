import { sql } from '../db/sql.ts'
import { change } from './change.ts'
import { isAlive } from './clock/standing.ts'
import { addFiles, discardFile, type FileKept, type FileSent, refusal, writeFiles } from './files.ts'
import { leftOutOf } from './left-out.ts'
import { isOpen } from './moves.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { type Reached, reach } from './reach.ts'
import type { NotSaved } from './receipt.ts'
import { saving } from './saving.ts'
import { submissionMark } from './submission.ts'
import { tellDesk, tellReporter } from './tell.ts'
import { addMessage, addNote, asksStill, unfit } from './words.ts'

/** Something written about a case that is open already. */
export interface Writing {
  text: string
  /** The same for each try of one piece of writing. */
  submission: string
  files?: readonly FileSent[]
}

export type Written =
  | { outcome: 'written' }
  | { outcome: 'incomplete'; mistakes: { field: 'text' | 'files'; says: string }[] }
  /** Whoever reported it left no way to write back, or we have forgotten it, as we promised. */
  | { outcome: 'nobody-to-write-to' }
  | NotFound
  | NotSaved

/**
 * What the person who sent it adds: late facts, or the answer to a question of the desk. What was sent first stays as it is.
 * Where somebody's safety may hang on it, words that come after the end open the case again.
 */
export async function add(parts: Parts, by: By, reference: string, sent: Writing): Promise<Written> {
  return writing(parts, by, reference, async () => {
    const sealed = await sealFirst(parts, by, reference, sent)
    if ('outcome' in sealed) return sealed
    try {
      return await reach(parts, by, reference, 'reporter', reached => addTo(parts, by, reached, sent, sealed.files))
    } finally {
      for (const { id } of sealed.files) await discardUnlessSaved(parts, sealed.caseId, id).catch(() => {})
    }
  })
}

/** Files are on the disk before the transaction that speaks of them, so who may add some is asked before that too. */
async function sealFirst(
  parts: Parts,
  by: By,
  reference: string,
  sent: Writing,
): Promise<{ caseId: string; files: FileKept[] } | Written> {
  const { files = [] } = sent
  const began = async (reached: Reached) => {
    await reached.log('began-to-add')
    return reached
  }
  const may = files.length > 0 ? await reach(parts, by, reference, 'reporter', began) : undefined
  if (may && 'outcome' in may) return may
  const mistakes = mistakesIn(sent, may?.found.noPictures === true)
  if (mistakes.length > 0) return { outcome: 'incomplete', mistakes }
  if (!may) return { caseId: '', files: [] }
  return { caseId: may.found.id, files: await writeFiles(parts, may.seal, may.found.id, files) }
}

async function addTo(
  parts: Parts,
  by: By,
  reached: Reached,
  { text, submission }: Writing,
  files: readonly FileKept[],
): Promise<Written> {
  const { tx, found, seal, log } = reached
  const mark = submissionMark(parts, found.id, submission)
  if (await tx.row(sql`select number from message where submission = ${mark}`)) return { outcome: 'written' }
  const authority = authorityOf(parts, found.authority)
  const desk = deskOf(parts, authority, found.desk)
  const leftOut = await leftOutOf(tx, parts.keys, authority, found)
  const kind = (await asksStill(tx, found.id)) ? 'answer' : 'addition'
  await addMessage(tx, seal, found.id, { at: by.now, side: 'reporter', kind, text }, mark)
  await addFiles(tx, seal, found.id, 'reporter', files, by.now)
  if (desk.safety && !isOpen(found.state, true)) {
    const press = { move: 'reopen' } as const
    const became = await change(parts, { tx, seal, authority, desk, found, leftOut, by, side: 'reporter', press })
    await log(press.move, { was: found.state, became: became.state })
  } else await tellDesk(tx, authority, found, leftOut, kind === 'answer' ? 'answered' : 'added', by.now)
  parts.at?.('words: written')
  await log(kind === 'answer' ? 'answered' : 'added')
  return { outcome: 'written' }
}

/** The desk asks whoever reported it. They are told that there is a question, and read it where they reported. */
export function ask(parts: Parts, by: By, reference: string, { text, submission }: Writing): Promise<Written> {
  return writing(parts, by, reference, () =>
    reach(parts, by, reference, 'desk', async ({ tx, found, seal, log }): Promise<Written> => {
      const mistakes = mistakesIn({ text, submission }, false)
      if (mistakes.length > 0) return { outcome: 'incomplete', mistakes }
      const mark = submissionMark(parts, found.id, submission)
      if (await tx.row(sql`select number from message where submission = ${mark}`)) return { outcome: 'written' }
      if (!(await tx.row(sql`select case_id from reporter where case_id = ${found.id}`)))
        return { outcome: 'nobody-to-write-to' }
      const message = { at: by.now, side: 'desk', who: by.who.id, kind: 'question', text } as const
      await addMessage(tx, seal, found.id, message, mark)
      const authority = authorityOf(parts, found.authority)
      await tellReporter(tx, authority, found, 'asked', by.now)
      await isAlive(tx, authority, found, deskOf(parts, authority, found.desk).safety, by.now)
      parts.at?.('words: written')
      await log('asked')
      return { outcome: 'written' }
    }),
  )
}

/** Something the desk writes down for itself. */
export function note(parts: Parts, by: By, reference: string, { text, submission }: Writing): Promise<Written> {
  return writing(parts, by, reference, () =>
    reach(parts, by, reference, 'desk', async ({ tx, found, seal, log }): Promise<Written> => {
      const mistakes = mistakesIn({ text, submission }, false)
      if (mistakes.length > 0) return { outcome: 'incomplete', mistakes }
      const mark = submissionMark(parts, found.id, submission)
      if (await tx.row(sql`select number from note where submission = ${mark}`)) return { outcome: 'written' }
      await addNote(tx, seal, found.id, { at: by.now, who: by.who.id, text }, mark)
      const authority = authorityOf(parts, found.authority)
      await isAlive(tx, authority, found, deskOf(parts, authority, found.desk).safety, by.now)
      await log('noted')
      return { outcome: 'written' }
    }),
  )
}

async function writing(parts: Parts, by: By, reference: string, work: () => Promise<Written>): Promise<Written> {
  return saving(parts, by, reference, async () => {
    const written = await work()
    parts.at?.('words: committed')
    return written
  })
}

function mistakesIn({ text, files = [] }: Writing, noPictures: boolean): { field: 'text' | 'files'; says: string }[] {
  const says = [...(text.trim() === '' ? ['Write something first.'] : []), ...unfit(text)].map(says => ({
    field: 'text' as const,
    says,
  }))
  if (noPictures && files.length > 0) {
    const none = 'Send no picture and no copy of one. This file has not been kept. Take it out and send the rest.'
    return [...says, { field: 'files', says: none }]
  }
  const refused = files.flatMap(file => refusal(file) ?? []).map(says => ({ field: 'files' as const, says }))
  const many = files.length > 10 ? [{ field: 'files' as const, says: 'Add no more than ten files at once.' }] : []
  return [...says, ...refused, ...many]
}

async function discardUnlessSaved(parts: Parts, caseId: string, id: string): Promise<void> {
  if (await parts.db.row(sql`select id from file where id = ${id}`)) return
  await discardFile(parts, caseId, id)
}
