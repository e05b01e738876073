import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { backupContract } from './backup.contract.ts'
import { groundContract } from './ground.contract.ts'
import { folder } from './support/folder.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  const file = async () => join(folder(), 'signpost.db')
  const server = () => postgres.fresh()

  groundContract('PostgreSQL', server, () => postgres.folder)
  backupContract('PostgreSQL', server, server)
  backupContract('PostgreSQL, brought back into SQLite', server, file)
  backupContract('SQLite, brought back into PostgreSQL', file, server)
})
