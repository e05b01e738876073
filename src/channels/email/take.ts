import { open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bounced, CameBack } from '../../cases/outbox/bounced.ts'
import { Fixable } from '../../errors.ts'
import { mostBytes, readBounce } from './bounce.ts'
import { markOf } from './ids.ts'
import { mailboxOf } from './server.ts'

/** Acts on one mail that came back, and says in a sentence what that came to. */
export async function takeBounce(
  message: Uint8Array,
  bounced: (cameBack: CameBack) => Promise<Bounced>,
): Promise<string> {
  const bounce = readBounce(message)
  if (bounce.is === 'no-failure') return 'It does not say that a mail can never arrive. Nothing was changed.'
  if (bounce.is === 'not-ours') return says.unknown
  const { token, problem } = bounce
  const isFrom = (address: string) => markOf(mailboxOf(address.replace(/^email:/, '')) ?? '') === token.mark
  return says[await bounced({ delivery: token.delivery, isFrom, problem })]
}

const says: Record<Bounced, string> = {
  passed: 'This notice can never arrive there. The next way is taken now, or others are told.',
  over: 'This notice is settled, or on another way already. Nothing was changed.',
  unknown: 'It names no notice of ours. Nothing was changed.',
}

/** All of a stream; of what is too long the rest is let pass unread, since whoever writes it would fail if nobody read. */
export async function firstOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    if (bytes < mostBytes) kept.push(chunk)
    bytes += chunk.length
  }
  return Buffer.concat(kept).subarray(0, mostBytes)
}

/** Each new mail of a maildir, once. It counts as read when it has been dealt with, and not before. */
export async function eachNew(folder: string, deal: (message: Buffer) => Promise<void>): Promise<number> {
  const entries = await readdir(join(folder, 'new'), { withFileTypes: true }).catch(() => {
    throw new Fixable(`${folder} is no maildir: it holds no folder "new" that can be read.`)
  })
  const names = entries.filter(entry => entry.isFile()).map(({ name }) => name)
  for (const name of names.sort()) {
    await deal(await read(join(folder, 'new', name)))
    await rename(join(folder, 'new', name), join(folder, 'cur', `${name}:2,S`))
  }
  return names.length
}

async function read(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    return await firstOf(file.createReadStream({ end: mostBytes }))
  } finally {
    await file.close()
  }
}
