/** A process that is the real program over a real store, asked from outside, and that ends where it is told to. */
import { setTimeout } from 'node:timers/promises'
import type { Sent } from '../../src/cases/outbox/sent.ts'
import { migrate } from '../../src/db/migrate.ts'
import { connectTo } from '../../src/db/open.ts'
import { isUnavailable } from '../../src/db/unavailable.ts'
import { type Keeping, openKeeping } from '../../src/keeping.ts'
import { type Acts, actsOver } from './acts.ts'
import { type Guard, guards } from './guards.ts'
import { settingsOf } from './place.ts'
import type { Asked, Beginning, FromChild, Posting, ToChild } from './said.ts'
import { during, stepsUntil } from './steps.ts'
import { watchedDatabase } from './watched-database.ts'
import { watchDisk } from './watched-disk.ts'

const say = (said: FromChild) => void process.send?.(said)
process.on('disconnect', () => process.exit())
process.once('message', (said: Beginning) =>
  begin(said).catch(error => {
    console.error(error)
    process.exit(1)
  }),
)

async function begin({ place, councils, ending, without }: Beginning): Promise<void> {
  const guard: Guard | undefined = without && guards[without]
  const steps = stepsUntil(ending, step => say({ step }))
  watchDisk(steps)
  const connect: typeof connectTo = async (...to) => watchedDatabase(await connectTo(...to), steps)
  const open = async (url: string) => {
    const db = await migrated(await connect(url))
    return guard?.database?.(db) ?? db
  }
  const { authorities, desks } = councils
  const given = { spot: () => null, of: ({ id }: { id: string }) => desks.get(id) ?? [] }
  const keeping = await during('start', () =>
    whenThere(() => openKeeping(settingsOf(place), authorities, given, { open, at: steps.pass })),
  )
  guard?.keeping?.(keeping)
  const acts = actsOver(keeping, { place, connect, far })
  process.on('message', (said: ToChild) => {
    if ('act' in said) void answer(acts, said)
    else posted.get(said.posted)?.(said.sent)
  })
  say({ ready: true })
}

/** As whatever starts the program would: where the database is away, again in a moment. */
async function whenThere<T>(start: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await start()
    } catch (error) {
      if (!isUnavailable(error)) throw error
      await setTimeout(50)
    }
  }
}

async function migrated<Of extends Keeping['parts']['db']>(db: Of): Promise<Of> {
  await migrate(db)
  return db
}

const posted = new Map<number, (sent: Sent) => void>()

/** Hands a notice to the parent, who keeps what arrived, and waits for its answer. */
function far(posting: Posting): Promise<Sent> {
  return new Promise(resolve => {
    const number = posted.size + 1
    posted.set(number, resolve)
    say({ posting, number })
  })
}

async function answer(acts: Acts, { id, act, given }: Asked): Promise<void> {
  try {
    const work = acts[act] as (...given: unknown[]) => Promise<unknown>
    say({ id, answer: await during(act, () => work(...given)) })
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    say({ id, error: { name, message, unavailable: isUnavailable(error) } })
  }
}
