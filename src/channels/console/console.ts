import { plainText } from '../../chat/plain.ts'
import type { Channel } from '../channel.ts'

/** For whoever develops: shows what would be sent, and to whom, and sends nothing. It takes the addresses of every channel. */
export function openConsole(say: (words: string) => void): Channel {
  return {
    name: 'console',
    start: async () => {},
    async send({ address, reply, quietly }) {
      if (!quietly) say(`--- to ${address}\n${plainText(reply)}\n---`)
      return { outcome: 'sent' }
    },
    stop: async () => {},
  }
}
