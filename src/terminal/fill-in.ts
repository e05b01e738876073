import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Authority } from '../authorities/authority.ts'
import type { FileSent } from '../cases/files.ts'
import type { Given } from '../desks/asked.ts'
import { checkForm, type Form, formOf, type Said } from '../desks/form.ts'
import { standingInWords } from '../desks/grounds.ts'
import type { Mode } from '../desks/practice.ts'
import type { Question } from '../desks/question.ts'
import type { DeskHere } from '../desks/receives.ts'
import { Fixable } from '../errors.ts'

/** Where a form is filled in: a line at a time. */
export interface Terminal {
  say(words: string): void
  /** The next line; nothing at the end of what there is. */
  line(): Promise<string | undefined>
}

/** A form that can be sent. */
export interface Filled {
  form: Form
  given: Given
  files: Record<string, FileSent>
}

/**
 * Asks what a desk asks, one question after another, and again those whose answers need mending. Whoever stops before the end is
 * told that nothing was sent: nobody may believe that it was.
 */
export async function fillIn(
  terminal: Terminal,
  authority: Authority,
  desk: DeskHere,
  mode: Mode,
  now: Date,
): Promise<Filled> {
  const given: Given = {}
  const files: Record<string, FileSent> = {}
  const asked = new Set<string>()
  terminal.say(beginning(formOf(authority, desk, given, now, mode)))
  for (;;) {
    const form = formOf(authority, desk, given, now, mode)
    const question = form.questions.find(({ id }) => !asked.has(id))
    if (question) {
      asked.add(question.id)
      const answer = await answered(terminal, question, files)
      if (answer === stopped) throw new Fixable(`${notSent} The form stops where the answers stop.`)
      if (answer !== undefined) given[question.id] = answer
      if (question.id === 'danger' && answer === 'yes') terminal.say(form.danger.join('\n'))
      continue
    }
    if (form.stops) throw new Fixable(`${notSent} Call first. A report can be sent later.`)
    const checked = checkForm(authority, desk, given)
    if ('answers' in checked) return { form, given, files }
    for (const { question, says } of checked.mistakes) {
      terminal.say(says)
      asked.delete(question)
    }
  }
}

function beginning({ banner, danger, name, doNot, says, noPictures }: Form): string {
  const words = [doNot, ...says].map(grounded)
  return [banner, `${name}\n`, ...danger, ...words, noPictures ? 'Send no picture.' : undefined]
    .filter(Boolean)
    .join('\n')
}

function grounded(said: Said): string {
  const stands = standingInWords(said)
  return stands ? `${said.says} (${stands})` : said.says
}

const notSent = 'Nothing was sent, and nothing was kept.'
const stopped = Symbol('the input has ended')

async function answered(
  terminal: Terminal,
  question: Question,
  files: Record<string, FileSent>,
): Promise<unknown | typeof stopped> {
  const { ask, help, kind, options = {}, required, several, or } = question
  const choices = Object.entries(options)
  terminal.say(
    [
      `\n${ask}${required ? '' : ' (may be left empty)'}`,
      ...(help ? [help] : []),
      ...choices.map(([, name], at) => `  ${at + 1}  ${name}`),
      ...(several ? ['Several: write their numbers with commas between.'] : []),
      ...(or ? [`If there is none, write: ${or}`] : []),
      ...(kind === 'file' ? ['Write the path of a file.'] : []),
    ].join('\n'),
  )
  const line = await terminal.line()
  if (line === undefined) return stopped
  if (line.trim() === '') return undefined
  if (kind === 'file') return fileAt(terminal, line.trim(), files)
  if (kind !== 'choice') return line
  const chosen = line.split(',').map(one => choices[Number(one) - 1]?.[0] ?? one.trim())
  return several ? chosen : chosen[0]
}

function fileAt(terminal: Terminal, path: string, files: Record<string, FileSent>): unknown {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    terminal.say(`There is no file at ${path}. It is left out; you can add it later.`)
    return undefined
  }
  const sent = { name: basename(path), content: readFileSync(path) }
  files[path] = sent
  return [{ id: path, name: sent.name, bytes: sent.content.length }]
}
