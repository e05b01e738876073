import type { Authority } from '../../authorities/authority.ts'
import { inDanger } from '../../desks/lines.ts'
import type { DeskHere } from '../../desks/receives.ts'
import type { Spotted } from '../../desks/spot.ts'
import { isDangerous } from '../offer.ts'
import type { Block } from '../reply.ts'

/** What stands before everything else when a message is a report: danger, what not to do, and the form. Nothing has been sent. */
export function offerBlocks(
  spotted: Spotted,
  authority: Authority,
  desk: DeskHere | undefined,
  draft: string | undefined,
): Block[] {
  const danger = isDangerous(spotted.id) ? inDanger(authority, spotted.id) : []
  const lines: Block[] = danger.length > 0 ? [{ is: 'notice', tone: 'danger', text: danger.join('\n') }] : []
  if (!desk) return lines
  const kept = draft === undefined ? {} : { draft }
  return [
    ...lines,
    { is: 'notice', tone: 'warning', text: desk['do not'].says },
    { is: 'text', text: `This sounds like a report for the ${desk.name} desk. Nothing has been sent to anybody.` },
    {
      is: 'actions',
      actions: [
        { label: `Report it: ${desk.name}`, act: { do: 'desk', desk: desk.id, ...kept }, tone: 'main' },
        { label: 'Another desk', act: { do: 'desk', ...kept } },
      ],
    },
  ]
}
