import { plainBlock } from '../../chat/plain.ts'
import type { Block, Reply } from '../../chat/reply.ts'
import { actionsIn, closing, fileElsewhere, type HrefOf, waysOf } from './ways.ts'

/** A reply as the plain text of a mail. */
export function mailText({ title, blocks }: Reply, hrefOf: HrefOf): string {
  return `${[title, ...blocks.map(block => blockText(block, hrefOf)), closing].filter(Boolean).join('\n\n')}\n`
}

function blockText(block: Block, hrefOf: HrefOf): string {
  const actions = actionsIn(block)
  const ways = actions.length > 0 ? waysOf(actions, hrefOf) : { says: '' }
  const words = 'says' in ways ? ways.says : ways.links.map(({ label, href }) => `${label}: ${href}`).join('\n')
  return [withoutActions(block), words].filter(Boolean).join('\n\n')
}

/** A form cannot be filled in here, so only what it is about is shown. */
function withoutActions(block: Block): string {
  switch (block.is) {
    case 'actions':
      return ''
    case 'form':
      return block.heading
    case 'file':
      return fileElsewhere
    case 'facts':
      return plainBlock({ ...block, actions: [] })
    default:
      return plainBlock(block)
  }
}
