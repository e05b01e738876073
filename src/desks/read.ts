import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Authority } from '../authorities/authority.ts'
import { readSettings } from '../authorities/settings.ts'
import { ownOrShipped } from '../authorities/shipped.ts'
import { Fixable } from '../errors.ts'
import { type Desk, DeskFile } from './desk.ts'
import { type Holds, unknownHere, unknownQuestions } from './names.ts'
import { type DeskHere, DesksFile } from './receives.ts'

/** The desks that all councils share, in the order of their ids; a Fixable with all that is wrong otherwise. */
export function readDesks(policies: string): Desk[] {
  const { desks, mistakes } = lookAtDesks(policies)
  if (mistakes.length > 0) throw new Fixable(mistakes.join('\n'))
  return desks
}

/** The desks as they are in one council. None where it has no `desks.yaml`: then it only answers questions. */
export function readDesksOf(policies: string, authority: Authority, desks: Desk[], holds?: Holds): DeskHere[] {
  const { desks: here, mistakes } = lookAtDesksOf(policies, authority, desks, holds)
  if (mistakes.length > 0) throw new Fixable(mistakes.join('\n'))
  return here
}

export function lookAtDesks(policies: string): { desks: Desk[]; mistakes: string[] } {
  const folder = ownOrShipped(policies, 'desks')
  const read = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => lookAtDesk(join(folder, name), name.slice(0, -'.yaml'.length)))
  const desks = read.flatMap(({ desk }) => desk ?? [])
  return { desks, mistakes: [...read.flatMap(({ mistakes }) => mistakes), ...takenTwice(folder, desks)] }
}

export function lookAtDesksOf(policies: string, authority: Authority, desks: Desk[], holds: Holds = () => true) {
  const file = join(policies, authority.id, 'desks.yaml')
  if (!existsSync(file)) return { desks: [], mistakes: [] }
  const { settings, mistakes } = readSettings(file, DesksFile, written => unknownHere(written, authority, desks, holds))
  return { desks: settings ? desks.flatMap(desk => inPlace(desk, settings)) : [], mistakes }
}

function lookAtDesk(file: string, name: string): { desk?: Desk; mistakes: string[] } {
  const { settings, mistakes } = readSettings(file, DeskFile, unknownQuestions)
  if (!settings) return { mistakes }
  if (settings.id !== name) {
    return {
      mistakes: [`${file}: the id is "${settings.id}", but the file is called ${name}.yaml. Make them the same.`],
    }
  }
  const questions = Object.entries(settings.questions).map(([id, question]) => ({ id, ...question }))
  return { desk: { ...settings, questions, version: digest(settings) }, mistakes }
}

/** The shared desk under what this council says of it. */
function inPlace(desk: Desk, council: DesksFile): DeskHere[] {
  const here = council[desk.id]
  if (!here) return []
  const { 'do not': line = { 'our choice': 'no clause of this council says it' }, ...said } = here
  const { 'our targets': targets = desk['our targets'], retention = desk.retention } = said
  const { receipt = desk.receipt, 'out of hours': outOfHours = desk['out of hours'] } = said
  const adjusted = { 'our targets': targets, retention, receipt, 'out of hours': outOfHours }
  return [{ ...desk, ...said, ...adjusted, 'do not': { ...line, says: line.says ?? desk['do not'] } }]
}

function takenTwice(folder: string, desks: Desk[]): string[] {
  const owners = new Map(ownWords.map(word => [word, 'the program itself']))
  return desks.flatMap(({ id, commands }) =>
    commands.flatMap(command => {
      const owner = owners.get(command)
      owners.set(command, `the desk "${id}"`)
      return owner
        ? [`${join(folder, `${id}.yaml`)}: the command "${command}" belongs to ${owner}. Choose another.`]
        : []
    }),
  )
}

/** Words that open something else than a desk, on one channel or another. */
const ownWords = ['ask', 'help', 'policy', 'report', 'signpost', 'whoami']

/** Of the form alone: hearing a message better makes no new form. */
function digest({ signals, ...form }: DeskFile): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 12)
}
