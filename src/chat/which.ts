import type { Incoming } from './incoming.ts'
import { dangerWords } from './offer.ts'
import type { Action, Reply } from './reply.ts'
import type { Talking } from './talking.ts'

/** Councils have different rules, so the council is asked for first; but nobody in danger waits for that. */
export function whichCouncil({ library }: Talking, { what }: Incoming): Reply {
  const spotted = what.do === 'say' ? library.desks.spot(what.text.slice(0, 20_000)) : null
  const danger = spotted ? dangerWords(spotted) : ''
  const actions = library.authorities.map(
    ({ id, name }): Action => ({ label: name, act: { do: 'council', council: id } }),
  )
  return {
    title: 'Which council do you work for?',
    blocks: [
      ...(danger === '' ? [] : [{ is: 'notice', tone: 'danger', text: danger } as const]),
      { is: 'text', text: 'Councils have different rules. You are asked this once.' },
      { is: 'actions', actions },
    ],
    for: 'asker',
  }
}
