import type { types } from '@slack/bolt'
import { plainText } from '../../chat/plain.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Surface, wrongView } from './check.ts'
import { most } from './limits.ts'
import { paragraphs } from './rich.ts'

/** A window or home tab that Slack takes. What would be refused is mended, and what was wrong is named for the log. */
export function soundView<View extends types.ModalView | types.HomeView>(
  view: View,
  reply: Reply,
  pages: string | undefined,
): { view: View; wrong: string[] } {
  const wrong = wrongView(view)
  if (wrong.length === 0) return { view, wrong }
  const shorter = { ...view, blocks: fewer(view.blocks, view.type, pages) }
  if (wrongView(shorter).length === 0) return { view: shorter, wrong }
  const { submit: _, ...rest } = { submit: undefined, ...view }
  const words = reply.blocks.some(({ is }) => is === 'form') ? noForm : plainText(reply)
  const plainly = fewer(paragraphs(words), view.type, pages)
  return { view: { ...(rest as View), blocks: plainly }, wrong }
}

const noForm =
  'This form cannot be shown in Slack just now. Tell your IT team. If it cannot wait, use the telephone. In danger, call 999.'

function fewer(blocks: types.AnyBlock[], surface: Surface, pages: string | undefined): types.AnyBlock[] {
  const room = most.blocks[surface]
  if (blocks.length <= room) return blocks
  const where = pages ? ` Read the rest here: ${pages}` : ''
  return [...blocks.slice(0, room - 1), ...paragraphs(`There is more than Slack can show.${where}`)]
}
