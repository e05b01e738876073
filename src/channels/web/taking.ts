import type { Act } from '../../chat/act.ts'
import type { Filled } from '../../chat/incoming.ts'
import type { FileAnswer } from '../../desks/answers.ts'
import type { Arrived, Body } from './body.ts'
import type { Around } from './door.ts'
import { type Fields, fieldNamed, givenIn } from './filled.ts'
import type { Shelf } from './shelf.ts'
import { fromOf, type Visitor } from './visitor.ts'

/**
 * Asked before the first byte of a file is kept. Whether a form may hold any hangs on what stands in it: of some things no copy may
 * be made, also not for a moment, so what is not wanted is thrown away as it comes in.
 */
export async function mayTakeFiles(
  { answer, now, shelf }: Pick<Around, 'answer' | 'now' | 'shelf'>,
  visitor: Visitor,
  act: Act,
  fields: Fields,
): Promise<boolean> {
  const filled: Filled = {
    given: givenIn(fields, keptFor(shelf, visitor, now())),
    submission: fieldNamed(fields, 'submission') ?? '',
    sent: false,
    file: async () => undefined,
  }
  const reply = await answer({ from: fromOf(visitor), what: act, filled, now: now() })
  const form = reply.blocks.find(block => block.is === 'form')
  return form !== undefined && !form.noPictures && form.fields.some(({ kind }) => kind === 'file')
}

export interface Taken {
  filled?: Filled
  mistakes: { field: string; says: string }[]
  /** The files that now wait for this form. */
  kept: string[]
}

/** What somebody filled in, with the files that came along. Where one could not be taken nothing is sent yet: they may want to know. */
export function filledIn(shelf: Shelf, visitor: Visitor, { fields, files }: Body, now: Date): Taken {
  const submission = fieldNamed(fields, 'submission')
  if (submission === undefined) return { mistakes: [], kept: [] }
  const keptFile = keptFor(shelf, visitor, now)
  const given = givenIn(fields, keptFile)
  const mistakes: Taken['mistakes'] = []
  for (const file of files) {
    const id = /^file\.([a-z][a-z0-9-]{0,63})$/.exec(file.field)?.[1]
    if (!id) continue
    const name = safeName(file.name)
    const kind = 'application/octet-stream'
    const put = file.content && shelf.put(visitor.address, { name, kind, content: file.content }, now)
    if (put) given[id] = [...listIn(given[id]), { id: put, name, bytes: file.bytes }]
    // The heart refuses it aloud, as it would on any channel.
    else if (file.why === 'not-wanted') given[id] = [...listIn(given[id]), { id: 'not-kept', name, bytes: file.bytes }]
    else mistakes.push({ field: id, says: whyNot(name, file.why ?? 'no-room') })
  }
  const kept = Object.values(given).flatMap(value => listIn(value).map(({ id }) => id))
  const sent = fieldNamed(fields, 'sent') === 'yes' && mistakes.length === 0
  const file: Filled['file'] = async id => {
    const found = shelf.get(visitor.address, id, now)
    return found && { name: found.name, content: found.content }
  }
  return { filled: { given, submission, sent, file }, mistakes, kept }
}

function keptFor(shelf: Shelf, { address }: Visitor, now: Date) {
  return (id: string): FileAnswer | undefined => {
    const found = shelf.get(address, id, now)
    return found && { id, name: found.name, bytes: found.content.length }
  }
}

function listIn(value: unknown): FileAnswer[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'object' && one !== null) : []
}

const reasons: Record<Exclude<Arrived['why'], undefined>, string> = {
  'too-large': 'is larger than 20 MB, so it was not kept. Send a smaller one, or say where it is.',
  'too-many': 'is one more than ten, so it was not kept.',
  'no-room': 'could not be kept just now, because many files wait here. Try again in half an hour.',
  'not-wanted': 'was not kept.',
}

function whyNot(name: string, why: Exclude<Arrived['why'], undefined>): string {
  return `“${name}” ${reasons[why]}`
}

/** A browser may send a whole path. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').slice(-120) || 'file'
}
