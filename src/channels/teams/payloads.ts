import { z } from 'zod'

const id = z.string().min(1).max(1000)
const Account = z.object({ id, name: z.string().nullish(), aadObjectId: z.string().nullish() })

const Attachment = z.object({
  contentType: z.string().nullish(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
})
export type Attachment = z.infer<typeof Attachment>

const Mention = z.object({ type: z.literal('mention'), mentioned: z.object({ id: z.string() }), text: z.string() })

/** What Teams sends, as far as we read it. Anything else that stands in it is nobody's business here. */
export const Inbound = z.object({
  type: z.string().min(1).max(100),
  /** What an invoke asks for. */
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  id: z.string().max(500).nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: Account,
  recipient: Account.partial().nullish(),
  conversation: z.object({
    id,
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  replyToId: z.string().max(500).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(Attachment).nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(Account.partial()).nullish(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string().nullish() }).nullish(),
      channel: z.object({ id: z.string().nullish() }).nullish(),
    })
    .nullish(),
})
export type Inbound = z.infer<typeof Inbound>

export function mentionsIn({ entities }: Inbound): z.infer<typeof Mention>[] {
  return (entities ?? []).flatMap(entity => {
    const mention = Mention.safeParse(entity).data
    return mention ? [mention] : []
  })
}

/** The file that somebody attached in a chat; its address is good for some minutes, and nobody needs to sign in to use it. */
export const FileContent = z.object({ downloadUrl: z.url(), fileType: z.string().nullish() })

/** A press on a card: by an action that is answered with a card, or in a dialog. */
export const Pressed = z.object({ action: z.object({ data: z.unknown().optional() }) })
export const Filled = z.object({ data: z.unknown().optional() })

/** One of the commands beside the box in which people write, or in the menu of a message. */
export const Command = z.object({
  commandId: z.string().max(64),
  messagePayload: z
    .object({
      from: z.object({ user: z.object({ displayName: z.string().nullish() }).nullish() }).nullish(),
      body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
      linkToMessage: z.string().nullish(),
    })
    .nullish(),
})

/** What somebody thinks of an answer. The words that they may add stay unread. */
export const Reaction = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']) }),
})
