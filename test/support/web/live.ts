import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createListener } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openApp } from '../../../src/app.ts'
import type { AnswerTo } from '../../../src/channels/channel.ts'
import { type Settings, settingsFrom } from '../../../src/config.ts'
import { makeKeyFile } from '../../../src/db/key-file.ts'
import { logTo } from '../../../src/log.ts'
import { openingsOf } from '../../../src/openings.ts'
import { openService, startService } from '../../../src/service.ts'
import { certificate } from '../certificate.ts'
import { testClock } from '../clock.ts'
import { folder } from '../folder.ts'
import { opened } from '../mail.ts'
import { mailServer } from '../smtp.ts'
import { testshire } from '../testshire.ts'

/**
 * A live council whose people have nothing but mail: the program as `npm start` puts it together, behind a server of ours that ends
 * TLS, with a real mail server. `report` is somebody on the staff who sends a report on another channel.
 */
export async function liveCouncil(environment: Record<string, string> = {}, reach = mailOf) {
  const place = folder()
  const clock = testClock()
  const mail = await mailServer()
  const { front, toward } = await tlsFront()
  const keyFile = join(place, 'keys', 'master.key')
  makeKeyFile(keyFile)
  const POLICIES = policies(reach)
  const lines: string[] = []
  const start = async () => {
    const port = await freePort()
    const settings = settingsFrom({
      ...{ MODE: 'live', POLICIES, INDEX: join(place, 'index'), KEY_FILE: keyFile },
      ...{ DATABASE_URL: join(place, 'signpost.db'), FILES: join(place, 'files'), HEARTBEAT: join(place, 'heartbeat') },
      ...{ PUBLIC_URL: `https://localhost:${front}`, PORT: String(port) },
      ...{ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'Signpost <signpost@testshire.example>' },
      ...environment,
    })
    const started = await program(settings, clock.now, lines)
    toward(port)
    onTestFinished(() => started.service.stop())
    return { ...started, port, face: () => toward(port) }
  }
  let running = await start()
  const mailTo = (person: string) =>
    mail.to(`${person}@testshire.example`).map(({ raw }) => {
      const { headers, text } = opened(raw)
      return { subject: headers.get('subject') ?? '', text, links: text.match(/https:\/\/\S+\/link\/\S+/g) ?? [] }
    })
  return {
    ...{ clock, mail, lines, mailTo, place, keyFile },
    app: () => running.app,
    begin: () => running.begin(),
    address: `https://localhost:${front}`,
    inside: () => `http://127.0.0.1:${running.port}`,
    /** Ends the program and starts it again, with other settings for its people. */
    async restart(change: (authority: string) => string = text => text): Promise<void> {
      await running.service.stop()
      const file = join(POLICIES, 'testshire', 'authority.yaml')
      writeFileSync(file, change(readFileSync(file, 'utf8')))
      running = await start()
    },
    /** Another process over the same database, which now answers; and back. */
    async second(): Promise<{ back(): void }> {
      const first = running
      await start()
      return { back: first.face }
    },
    deliver: () => running.service.deliver(),
    round: () => running.service.round(),
    async report(desk: string, given: Record<string, unknown>, files: Record<string, string> = {}): Promise<string> {
      const from = {
        ...{ channel: 'slack', address: 'slack:U0SAM', name: 'Sam Baker', authority: 'testshire', guest: false },
        place: { isPrivate: true, thread: 'sam' },
      }
      const file = async (name: string) =>
        files[name] === undefined ? undefined : { name, content: Buffer.from(files[name]) }
      const filled = { given, submission: crypto.randomUUID(), sent: true, file }
      const reply = await running.answer({ from, what: { do: 'desk', desk }, filled, now: clock.now() })
      const reference = /[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(reply.title)?.[0]
      if (!reference) throw new Error(JSON.stringify([reply, lines]))
      await running.service.deliver()
      return reference
    },
  }
}
export type LiveCouncil = Awaited<ReturnType<typeof liveCouncil>>

async function program(settings: Settings, now: () => Date, lines: string[]) {
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now })
  const log = logTo(line => lines.push(line), now)
  const moving = { now, aheadMs: () => 0, forward: () => {} }
  const openings = await openingsOf({ app, settings, log, clock: moving, say: () => {} })
  let heart: AnswerTo | undefined
  const service = await openService({
    ...{ app, settings, log, now },
    openings: openings.map(open => (given, around) => {
      heart = given
      return open(given, around)
    }),
  })
  if (!heart) throw new Error('no channel was opened')
  /** As `npm start` begins it, which looks first whether it can. */
  const begin = () => startService({ app, settings, log, now, openings: [] })
  return { app, service, answer: heart, begin }
}

function mailOf(id: string): string[] {
  return [`email:${id}@testshire.example`]
}

function policies(reach: (id: string) => string[]): string {
  return testshire({
    reach,
    pressRoom: 'email:press-room@testshire.example',
    pretend: false,
  })
}

/** Ends TLS and passes on, as the council's own server would. */
async function tlsFront() {
  let port = 0
  const server = createServer(certificate(['localhost']), (incoming, outgoing) => {
    const { method, url: path, headers } = incoming
    const inner = request({ port, host: '127.0.0.1', method, path, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    inner.on('error', () => outgoing.destroy())
    outgoing.on('close', () => inner.destroy())
    incoming.pipe(inner)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    front: (server.address() as AddressInfo).port,
    toward: (to: number) => {
      port = to
    },
  }
}

async function freePort(): Promise<number> {
  const listener = createListener().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  listener.close()
  await once(listener, 'close')
  return port
}
