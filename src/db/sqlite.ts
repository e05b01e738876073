import { setTimeout } from 'node:timers/promises'
import type { Database, Limits, Snapshot } from './database.ts'
import {
  type Answer,
  type Ask,
  askWithin,
  begun,
  queries,
  sending,
  type Transactions,
  transactionOf,
  transactions,
} from './inside.ts'
import { raw, type Sql } from './sql.ts'
import { isBusy, isRefused } from './sqlite-failures.ts'
import { openFile, type SqliteFile } from './sqlite-file.ts'
import { takeTurns, type Waiting } from './sqlite-turns.ts'

/**
 * The whole process shares one connection. A query that arrived while a transaction was awaiting something else would
 * become part of it, and vanish if it rolled back: so everything waits its turn.
 *
 * What costs is waiting for the disk, once a commit. So transactions that wait side by side share one: each runs after the
 * other behind a savepoint of its own and can fail alone; then all are committed, and only then is anybody told. Where that
 * fails, each is run again by itself, so that one too large for the disk does not take the others with it.
 */
export async function openSqlite(path: string, limits: Limits): Promise<Database> {
  const patiently = patience(limits.patienceMs)
  const file = await patiently(() => openFile(path))
  const inside = transactions(limits.transactionMs)
  const turns = takeTurns(group => commit(group, { file, inside, patiently }))

  const inTurn = async <T>(body: (ask: Ask) => Promise<T>): Promise<T> => {
    inside.refuseInside()
    return turns.transaction(body)
  }
  const read = async (query: Sql): Promise<Answer> => {
    inside.refuseInside()
    if (turns.idle()) {
      try {
        return file.ask(query)
      } catch (error) {
        if (!isBusy(error)) throw error
      }
    }
    return turns.reading(() => patiently(() => file.ask(query)))
  }
  return {
    engine: 'sqlite',
    ...queries(query => (onlyReads(query) ? read(query) : inTurn(ask => ask(query)))),
    transaction: body => inTurn(ask => body(transactionOf(ask, 'sqlite', raw('')))),
    async write(body) {
      try {
        await inTurn(async ask => body(sending('sqlite', query => void ask(query).catch(() => {}))))
        return 'written'
      } catch (error) {
        if (isRefused(error)) return 'refused'
        throw error
      }
    },
    snapshot: body => (path === ':memory:' ? turns.alone(() => body(viewOf(file))) : snapshot(path, body, patiently)),
    close: () => turns.alone(async () => file.close()),
  }
}

interface Means {
  file: SqliteFile
  inside: Transactions
  patiently: Patiently
}
type Outcome = { value: unknown } | { error: unknown }

async function commit(group: Waiting[], means: Means): Promise<void> {
  const { file, patiently } = means
  const outcomes: Outcome[] = []
  try {
    await patiently(() => file.exec('begin immediate'))
  } catch (error) {
    return tell(group, () => ({ error }))
  }
  try {
    // Alone it needs no savepoint, for which SQLite would copy every page that the transaction touches.
    if (group.length === 1) for (const one of group) outcomes.push({ value: await run(one, means) })
    else for (const one of group) outcomes.push(await behindSavepoint(one, means))
    file.exec('commit')
  } catch (error) {
    undo(file)
    if (group.length === 1) tell(group, () => ({ error }))
    else for (const one of group) await commit([one], means)
    return
  }
  const gone = file.gone()
  tell(group, at => (gone ? { error: gone } : outcomes[at]))
}

/** Runs one transaction of a group. Some failures, as of a full disk, make SQLite undo the whole: these are thrown. */
async function behindSavepoint(one: Waiting, means: Means): Promise<Outcome> {
  const { file } = means
  file.exec('savepoint one')
  try {
    const value = await run(one, means)
    file.exec('release one')
    return { value }
  } catch (error) {
    if (!file.inTransaction()) throw error
    file.exec('rollback to one')
    file.exec('release one')
    return { error }
  }
}

function run(one: Waiting, { file, inside }: Means): Promise<unknown> {
  const fate = begun()
  return inside.run(fate, () => one.body(askWithin(fate, query => file.ask(query))))
}

function tell(group: Waiting[], outcomeOf: (at: number) => Outcome | undefined): void {
  for (const [at, { resolve, reject }] of group.entries()) {
    const outcome = outcomeOf(at)
    if (outcome && 'value' in outcome) resolve(outcome.value)
    else reject(outcome?.error)
  }
}

/** Nobody is told of a failure to undo: the one that made it necessary is already on its way to them. */
function undo(file: SqliteFile): void {
  try {
    if (file.inTransaction()) file.exec('rollback')
  } catch {}
}

/** A connection of its own: in WAL mode it reads how things stood while others write. */
async function snapshot<T>(path: string, body: (view: Snapshot) => Promise<T>, patiently: Patiently): Promise<T> {
  const file = await patiently(() => openFile(path, { readOnly: true }))
  try {
    // "begin" alone waits for the first read before it takes its view.
    await patiently(() => file.exec('begin; select 1 from sqlite_schema'))
    return await body(viewOf(file))
  } finally {
    file.close()
  }
}

function viewOf(file: SqliteFile): Snapshot {
  const { rows, row } = queries(async query => file.ask(query))
  return {
    rows,
    row,
    each: async function* <Row>(query: Sql) {
      yield* file.each(query) as Iterable<Row>
    },
  }
}

function onlyReads(query: Sql): boolean {
  return /^\s*(?:select|pragma|explain)\b/i.test(query.parts[0] ?? '')
}

type Patiently = <T>(work: () => T) => Promise<T>

/** Tries again for a while when another process holds the file, and lets this one go on meanwhile. */
function patience(patienceMs: number): Patiently {
  return async work => {
    const end = performance.now() + patienceMs
    for (let waitMs = 2; ; waitMs = Math.min(waitMs * 2, 50)) {
      try {
        return work()
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw error
        await setTimeout(waitMs)
      }
    }
  }
}
