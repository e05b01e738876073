import type { Authority } from '../../authorities/authority.ts'
import type { Receipt } from '../../cases/receipt.ts'
import type { Action, Block, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'

/** What somebody is given once their report is on the disk: a reference, who has it, and by when they hear. */
export function receiptPage(receipt: Receipt, authority: Authority, now: Date): Reply {
  const { reference, desk, told, promised, target, says, alreadyKnown, canFollow, banner } = receipt
  const actions: Action[] = canFollow
    ? [
        { label: 'See your report', act: { do: 'own', reference } },
        { label: 'Add something', act: { do: 'write', reference, what: 'addition' } },
      ]
    : []
  const blocks: Block[] = [
    ...(banner ? [{ is: 'notice', tone: 'warning', text: banner } as const] : []),
    { is: 'notice', tone: 'good', text: `Your report is saved. Your reference is ${reference}.` },
    {
      is: 'facts',
      facts: [
        ['Reference', reference],
        ['Desk', desk],
        ...(told.length > 0 ? [['Told', told.join(', ')] as [string, string]] : []),
        ['Somebody takes it up by', whenInWords(authority, promised, now)],
        ['Our target', `${target}. It is ours, and in no policy.`],
      ],
    },
    ...(alreadyKnown
      ? [{ is: 'text', text: 'We know of this link already. Thank you for telling us too.' } as const]
      : []),
    { is: 'text', text: says.join('\n\n') },
    ...(canFollow ? [] : [{ is: 'notice', tone: 'plain', text: cannotFollow } as const]),
    ...(actions.length > 0 ? [{ is: 'actions', actions } as const] : []),
  ]
  // Of somebody without a name no message is left lying in a chat: it would say who sent what.
  return { title: `Saved: ${reference}`, blocks, for: 'asker', ...(canFollow ? { stays: true } : {}) }
}

const cannotFollow =
  'Nothing about you was kept, so you cannot follow it and nobody can write back. Keep the reference if you like.'
