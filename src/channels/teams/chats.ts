import { z } from 'zod'
import type { Memory } from '../../chat/talking.ts'
import type { Bot, Called, Conversation } from './bot.ts'

const Kept = z.object({ service: z.string(), id: z.string() })

/** Where people talk with us alone, and which of Teams' addresses serves the tenant: plain JSON, sealed, and the same in every process. */
export interface Chats {
  /** Learns from what somebody did where they are served, and their chat where it is that. */
  met(address: string | undefined, conversation: Conversation): Promise<void>
  of(address: string): Promise<Called<Conversation>>
  forget(address: string): Promise<void>
  service(): Promise<string>
}

const keptMs = 400 * 24 * 60 * 60_000
const mostHere = 10_000

export function chatsOver(bot: Bot, memory: Memory, global: string, now: () => Date): Chats {
  const here = new Map<string, Conversation>()
  const keep = async (name: string, conversation: Conversation) => {
    const known = here.get(name)
    if (known?.id === conversation.id && known.service === conversation.service) return
    if (here.size >= mostHere) here.clear()
    here.set(name, conversation)
    await memory.put(name, conversation, new Date(now().getTime() + keptMs))
  }
  const find = async (name: string): Promise<Conversation | undefined> =>
    here.get(name) ?? Kept.safeParse(await memory.get(name, now())).data
  const service = async () => (await find('service'))?.service ?? global
  return {
    service,
    async met(address, conversation) {
      await keep('service', { service: conversation.service, id: '' })
      if (address !== undefined) await keep(nameOf(address), conversation)
    },
    async of(address) {
      const known = await find(nameOf(address))
      if (known) return { ok: true, value: known }
      const at = await service()
      const opened = await bot.openChat(at, address.replace(/^teams:/, ''))
      if (!opened.ok) return opened
      const conversation = { service: at, id: opened.value }
      await keep(nameOf(address), conversation)
      return { ok: true, value: conversation }
    },
    async forget(address) {
      here.delete(nameOf(address))
      await memory.forget(nameOf(address))
    },
  }
}

function nameOf(address: string): string {
  return `chat ${address}`
}
