import pg from 'pg'
import { unavailable } from './unavailable.ts'

/**
 * A failure of PostgreSQL as a sentence, where a person can mend it. Anything else is a mistake of ours, told without the
 * server's own words: these quote the values of the row, and a row may hold what a report says.
 */
export function postgresFailure(error: unknown, place: Place, statement = ''): Error {
  if (error instanceof TypeError || error instanceof RangeError) return error
  if (!(error instanceof pg.DatabaseError)) return unreachable(error, place)
  const bare = withoutValues(error, statement)
  const say = sentences.find(([codes]) => codes.test(error.code ?? ''))?.[1]
  const told = say ? unavailable(say(place), bare) : bare
  if (/^(?:08|57P0|25P03)/.test(error.code ?? '')) lost.add(told)
  if (error.code?.startsWith('23')) refused.add(told)
  if (error.code === '40001' || error.code === '40P01') collided.add(told)
  return told
}

const lost = new WeakSet<object>()
const collided = new WeakSet<object>()
const refused = new WeakSet<object>()

/** The connection is gone, and with it whatever was not yet committed. */
export function isLost(error: unknown): boolean {
  return typeof error === 'object' && error !== null && lost.has(error)
}

/** A row was not taken, because there is one like it, or none that it refers to. */
export function isRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && refused.has(error)
}

/** Two transactions got in each other's way and PostgreSQL undid one of them: it may simply be run again. */
export function isCollision(error: unknown): boolean {
  return typeof error === 'object' && error !== null && collided.has(error)
}

/** What of the address may be shown: never the password. */
export interface Place {
  server: string
  database: string
  user: string
}

const sentences: readonly (readonly [RegExp, (place: Place) => string])[] = [
  [
    /^28/,
    ({ server, user }) =>
      `PostgreSQL at ${server} refused the user "${user}": the password is wrong or the user is not allowed in. Correct DATABASE_URL, or pg_hba.conf on the server.`,
  ],
  [
    /^3D000/,
    ({ server, database }) =>
      `PostgreSQL at ${server} has no database "${database}". Create it (createdb ${database}), or correct DATABASE_URL.`,
  ],
  [
    /^3F000/,
    ({ database, user }) =>
      `The database "${database}" has no schema in which the user "${user}" could keep tables. Create the one that its search_path names.`,
  ],
  [
    /^42501/,
    ({ server, database, user }) =>
      `PostgreSQL at ${server} does not let the user "${user}" do this in the database "${database}". Make it the owner of the database or of a schema there.`,
  ],
  [
    /^(?:53100|53200|58030)/,
    ({ server }) => `PostgreSQL at ${server} has no room left on its disk. Make some; Signpost goes on by itself then.`,
  ],
  [
    /^53/,
    ({ server }) =>
      `PostgreSQL at ${server} takes no more connections. Raise its max_connections, or end programs that hold some.`,
  ],
  [
    /^25006/,
    ({ server }) =>
      `PostgreSQL at ${server} only lets itself be read: it is a standby, or was set so. Point DATABASE_URL at the primary server.`,
  ],
  [
    /^(?:57014|55P03)/,
    ({ server }) =>
      `PostgreSQL at ${server} did not finish in time; something else holds what was needed. Look at pg_stat_activity for a transaction that stays open.`,
  ],
  [
    /^(?:57P0|08)/,
    ({ server }) =>
      `PostgreSQL at ${server} is starting, stopping or lost. Signpost goes on by itself when it is back; look at the server's log.`,
  ],
  [
    /^(?:XX00[12])/,
    ({ server, database }) =>
      `PostgreSQL at ${server} finds the database "${database}" damaged. Stop Signpost, keep the server's files as they are, and bring back the last backup.`,
  ],
]

/** What the driver and the network say of a connection quotes no row, so it may be shown. */
function unreachable(error: unknown, { server }: Place): Error {
  const { code, message } = error as NodeJS.ErrnoException
  const told = unavailable(
    `PostgreSQL at ${server} did not answer (${code ?? message}). Check that it runs and can be reached from here; Signpost goes on by itself when it is back.`,
    error,
  )
  lost.add(told)
  return told
}

function withoutValues(error: pg.DatabaseError, statement: string): Error {
  const about = [error.constraint, error.table, error.column].filter(Boolean).join(', ')
  return new Error(`PostgreSQL said ${error.code}${about && ` about ${about}`}${statement && ` to: ${statement}`}`)
}
