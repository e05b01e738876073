import type { FormBlock } from '../../chat/reply.ts'
import { nothingTyped, Typed } from './filled.ts'
import type { Teams } from './teams.ts'

const typedMs = 2 * 60 * 60_000

/** What somebody has typed into a form of theirs: sealed, and gone when it was sent, or left for two hours. */
export async function typedIn({ memory, now }: Teams, address: string, submission: string): Promise<Typed> {
  return Typed.safeParse(await memory.get(nameOf(address, submission), now())).data ?? nothingTyped
}

export async function keepTyped({ memory, now }: Teams, address: string, submission: string, typed: Typed) {
  await memory.put(nameOf(address, submission), typed, new Date(now().getTime() + typedMs))
}

/** As the form stands once it was drawn. */
export async function keepForm(teams: Teams, address: string, form: FormBlock, kept: string[]): Promise<void> {
  const shown = form.fields.filter(({ kind }) => kind !== 'file').map(({ id }) => id)
  await keepTyped(teams, address, form.submission, { given: form.given, shown, kept })
}

export async function forgetTyped({ memory }: Teams, address: string, submission: string): Promise<void> {
  await memory.forget(nameOf(address, submission))
}

function nameOf(address: string, submission: string): string {
  return `typed ${address} ${submission}`
}
