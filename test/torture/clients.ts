import { setTimeout } from 'node:timers/promises'
import { deskPerson } from './desk-person.ts'
import { type Floor, floorOf, type Ground } from './floor.ts'
import { keeper } from './keeper.ts'
import { postman } from './postman.ts'
import { reporter } from './reporter.ts'

/** All who use the program at once. */
const clients: [string, (floor: Floor) => Promise<void>][] = [
  ...['ann', 'bob', 'cat', 'dev'].map(name => [name, reporter] as [string, typeof reporter]),
  ['lead', deskPerson('content', 'pretend-engagement-lead')],
  ['deputy', deskPerson('content', 'pretend-deputy-engagement-lead')],
  ['officer', deskPerson('safeguarding', 'pretend-senior-safeguarding-officer')],
  ['postman', postman],
  ['keeper', keeper],
]

/** Not so much in one round of the keeper that backing up and restoring it is all that a run does. */
const turnsARound = 10

/** Lets all of them work until it is over, each doing what is begun to its end. */
export async function letWork(ground: Ground, seed: string, over: () => boolean): Promise<void> {
  const { ledger } = ground
  const work = clients.map(async ([name, client]) => {
    const floor = floorOf(ground, name, seed)
    let turns = 0
    while (!over()) {
      if (client !== keeper && turns > turnsARound * (1 + ledger.restored.length)) {
        await setTimeout(5)
        continue
      }
      turns++
      await client(floor).catch((error: Error) => {
        // It is said once. A client to whom nothing answers any more goes on until all is over.
        if (!ledger.faults.includes(error.message)) ledger.faults.push(error.message)
      })
    }
  })
  await Promise.all(work)
}
