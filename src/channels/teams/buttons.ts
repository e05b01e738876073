import type { Act } from '../../chat/act.ts'
import type { Action } from '../../chat/reply.ts'
import { type Carried, ours } from './carried.ts'
import { cut, type Element } from './rich.ts'

/** How what a button brings is shown: in a dialog over the conversation, as a message in it, or in the dialog that the button stands in. */
export type Opens = 'dialogs' | 'messages' | 'here'

const longestLabel = 100
/** As many as every client shows in a row; some leave out the rest. */
const mostInRow = 5

export function rows(actions: readonly Element[]): Element[] {
  return Array.from({ length: Math.ceil(actions.length / mostInRow) }, (_, row) => ({
    type: 'ActionSet',
    spacing: 'Small',
    actions: actions.slice(row * mostInRow, (row + 1) * mostInRow),
  }))
}

export function button(
  { label, tone }: Pick<Action, 'label' | 'tone'>,
  carried: Carried,
  { opens, isForm = false }: { opens: Opens; isForm?: boolean },
): Element {
  const data = { [ours]: carried }
  const look = {
    title: cut(label, longestLabel),
    ...(tone ? { style: tone === 'main' ? 'positive' : 'destructive' } : {}),
  }
  if (opens === 'here') return { type: 'Action.Submit', ...look, data }
  if (opens === 'messages' ? isForm : isDoneInPlace(carried.act))
    return {
      type: 'Action.Execute',
      verb: 'signpost',
      ...look,
      data,
      fallback: { type: 'Action.Submit', ...look, data },
    }
  const opening = opens === 'dialogs' ? { msteams: { type: 'task/fetch' } } : {}
  // What is typed into other fields of a card is no business of a button that only leads on.
  return { type: 'Action.Submit', ...look, data: { ...opening, ...data }, associatedInputs: 'none' }
}

/** What brings no page of its own: the card of a notice, which the outbox keeps true, shows what came of it, or the conversation does. */
function isDoneInPlace(act: Act): boolean {
  return isSpoken(act) || (act.do === 'move' && act.move === 'acknowledge')
}

/** Goes on with what is said in the conversation, so that it belongs there and not into a dialog. */
export function isSpoken(act: Act): boolean {
  return act.do === 'choose' || act.do === 'council' || act.do === 'share'
}
