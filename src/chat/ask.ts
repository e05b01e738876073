import type { Answer } from '../answers/answer.ts'
import { answer } from '../answers/ask.ts'
import type { Held } from '../answers/held.ts'
import { askWhichCouncil, councilCalled, councilNamed } from '../answers/which.ts'
import type { Authority } from '../authorities/authority.ts'
import { Fixable } from '../errors.ts'

/** The councils whose policies are held, and what is held of each at this moment. */
export interface Library {
  authorities: Authority[]
  held(authority: string): Held
}

export interface Asking {
  question: string
  /** The asker's council: its id or a name it goes by. */
  authority?: string | undefined
  before?: string | undefined
  /** False leaves the ask lines out. */
  asked?: boolean
}

/** A question in, the answer out; and which council gave it, once that is known. */
export async function ask(library: Library, asking: Asking, now: Date): Promise<Answer & { authority?: string }> {
  const authority = councilOf(library.authorities, asking)
  if (authority === undefined) return askWhichCouncil(library.authorities)
  const { question: text, before, asked = true } = asking
  const said = await answer(library.held(authority.id), { text, asked, ...(before !== undefined && { before }) }, now)
  return { ...said, authority: authority.id }
}

function councilOf(councils: Authority[], asking: Asking): Authority | undefined {
  if (councils.length === 0)
    throw new Fixable(
      'There is no council yet. Put a folder with an authority.yaml into the policies folder; policies/README.md says how.',
    )
  if (asking.authority === undefined)
    return councils.length === 1 ? councils[0] : councilNamed(councils, asking.question)
  const council = councilCalled(councils, asking.authority)
  if (council === undefined) {
    const known = councils.map(({ id }) => id).join(', ')
    throw new Fixable(`There is no council “${asking.authority}”. Choose one of: ${known}.`)
  }
  return council
}
