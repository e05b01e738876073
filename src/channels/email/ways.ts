import type { Action, Block, Reply } from '../../chat/reply.ts'

/** Where an action can be done by opening an address; nothing where it cannot. */
export type HrefOf = (action: Action) => string | undefined

/** What stands in a mail in place of buttons. */
export type Ways = { links: { label: string; href: string }[] } | { says: string }

/** A button that a mail cannot have is a link, where there is one; else the mail says where to go. */
export function waysOf(actions: readonly Action[], hrefOf: HrefOf): Ways {
  const links = actions.flatMap(action => {
    const href = hrefOf(action)
    return href === undefined ? [] : [{ label: action.label, href }]
  })
  if (links.length > 0) return { links }
  const references = actions.flatMap(({ act }) => ('reference' in act ? act.reference : []))
  const what = [...new Set(references)].join(', ')
  if (what) return { says: `Open ${what} in your council’s Signpost.` }
  return { says: `Open your council’s Signpost for this: ${actions.map(({ label }) => label).join('; ')}.` }
}

/** What can be pressed in a block. */
export function actionsIn(block: Block): readonly Action[] {
  if (block.is === 'facts' || block.is === 'actions') return block.actions ?? []
  if (block.is === 'form') return [{ label: block.send, act: block.for }]
  return block.is === 'quote' && block.open ? [block.open] : []
}

export function actionsOf({ blocks }: Reply): Action[] {
  return blocks.flatMap(actionsIn)
}

/** The last line of each mail. */
export const closing = 'Signpost sent this by itself. Nobody reads an answer to it.'

/** A mail would keep a copy, and the name of a file may say what is in it. */
export const fileElsewhere = 'There is a file. Open it in your council’s Signpost.'
