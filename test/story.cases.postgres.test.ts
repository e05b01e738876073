import { afterAll, beforeAll, describe } from 'vitest'
import { type Outage, storyOfCases } from './story.cases.contract.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  const others = `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'signpost'`
  const outages: Outage[] = [
    {
      name: 'a PostgreSQL that was stopped',
      url: () => postgres.fresh(),
      async happens() {
        await postgres.stop()
        return async () => {
          await postgres.start()
          return undefined
        }
      },
    },
    {
      name: 'a PostgreSQL that only lets itself be read',
      url: () => postgres.fresh(),
      async happens() {
        await postgres.ask('alter role signpost set default_transaction_read_only = on')
        await postgres.ask(others)
        return async () => {
          await postgres.ask('alter role signpost reset default_transaction_read_only')
          await postgres.ask(others)
          return undefined
        }
      },
    },
    {
      name: 'a PostgreSQL that takes no more connections',
      url: () => postgres.fresh(),
      async happens() {
        await postgres.ask('alter role signpost connection limit 0')
        await postgres.ask(others)
        return async () => {
          await postgres.ask('alter role signpost connection limit -1')
          return undefined
        }
      },
    },
  ]

  storyOfCases('PostgreSQL', () => postgres.fresh(), outages)
})
