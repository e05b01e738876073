import { afterAll, beforeAll, describe } from 'vitest'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'
import { togetherContract } from './together.contract.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  togetherContract('PostgreSQL', 8, () => postgres.fresh())
})
