import { join } from 'node:path'
import { Fixable } from '../../src/errors.ts'
import { noPostgres, startPostgres } from '../support/postgres.ts'

export interface Engine {
  name: 'sqlite' | 'postgres'
  /** An empty place for a database; of SQLite a file somewhere below this folder. */
  freshUrl(folder: string): Promise<string>
  /** Ends the server of the database at once, as a power cut would, and starts it again. */
  killServer?(): Promise<void>
  end(): Promise<void>
}

/** The one that is named, or all there are here; where there is no PostgreSQL it says so. */
export async function enginesFor(name: string | undefined, say: (words: string) => void): Promise<Engine[]> {
  if (name !== undefined && name !== 'sqlite' && name !== 'postgres')
    throw new Fixable(`There is no engine "${name}". Choose from: sqlite, postgres.`)
  if (name === 'sqlite') return [sqlite]
  if (!noPostgres) return [...(name ? [] : [sqlite]), await postgresEngine()]
  if (name) throw new Fixable(`PostgreSQL cannot be tried: ${noPostgres}.`)
  say(`SQLite alone: ${noPostgres}.`)
  return [sqlite]
}

let files = 0

export const sqlite: Engine = {
  name: 'sqlite',
  freshUrl: async folder => join(folder, `database-${++files}`, 'signpost.db'),
  end: async () => {},
}

export async function postgresEngine(): Promise<Engine> {
  const postgres = await startPostgres()
  return {
    name: 'postgres',
    freshUrl: () => postgres.fresh(),
    async killServer() {
      postgres.kill()
      await postgres.stop()
      await postgres.start()
    },
    end: () => postgres.end(),
  }
}
