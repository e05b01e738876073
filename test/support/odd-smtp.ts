import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** The steps at which a mail server says something. `body`: after the whole mail was handed over. */
export const steps = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'body'] as const
export type Step = (typeof steps)[number]

/** What a server does at one step, in place of what a good one says. */
export type Oddity = (socket: Socket) => void

/** A server that is good up to one step and odd from there. It counts the mails that were handed over whole. */
export async function oddServer(step: Step, oddity: Oddity) {
  const sockets = new Set<Socket>()
  const seen = { bodies: 0, lines: [] as string[] }
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    const say = (at: Step, words: string) => (at === step ? oddity(socket) : socket.write(`${words}\r\n`))
    let text = ''
    let inBody = false
    say('greeting', '220 odd.test ESMTP')
    socket.on('data', chunk => {
      text += chunk
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (inBody && line !== '.') continue
        seen.lines.push(line)
        if (inBody) {
          inBody = false
          seen.bodies++
          say('body', '250 2.0.0 taken')
          continue
        }
        const [word = ''] = line.split(' ')
        inBody = word === 'DATA' && step !== 'DATA'
        const at = word === 'HELO' ? 'EHLO' : (word as Step)
        say(at, good[word] ?? '250 2.0.0 ok')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { seen, port: (server.address() as AddressInfo).port }
}

const good: Record<string, string> = {
  EHLO: '250-odd.test\r\n250 AUTH PLAIN',
  AUTH: '235 2.7.0 welcome',
  DATA: '354 go on',
}

export const hangs: Oddity = () => {}
export const closes: Oddity = socket => socket.end()
export const breaks: Oddity = socket => socket.resetAndDestroy()
export const says =
  (words: string): Oddity =>
  socket =>
    socket.write(words)
