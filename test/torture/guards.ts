import type { Database } from '../../src/db/database.ts'
import { sending } from '../../src/db/inside.ts'
import { type Sql, sql } from '../../src/db/sql.ts'
import type { Keeping } from '../../src/keeping.ts'

/**
 * What keeps a report from being lost or doubled, and how to take it away: to see that the torture would notice. This happens
 * here, in a process of the torture's own; the program has no switch for it. To add one: a line here, and a place to be killed
 * at where its absence shows.
 */
export const guards = {
  /** Each statement is committed by itself. */
  transaction: {
    shows: /^open: insert into (?!cases|audit)/,
    database: withoutTransaction,
  },
  /** Each try of a form is a report of its own. */
  'submission-id': {
    shows: /^open: (?:committed|commit on its way)/,
    keeping: withoutSubmissionId,
  },
  /** A notice that one worker has taken is free for the others as well. */
  'claim-guard': {
    shows: /^deliver/,
    database: withoutClaim,
  },
} as const satisfies Record<string, Guard>

export interface Guard {
  /** The steps at which a kill shows that it is missing. */
  shows: RegExp
  database?(db: Database): Database
  keeping?(keeping: Keeping): void
}
export type GuardName = keyof typeof guards

function withoutTransaction(db: Database): Database {
  return {
    ...db,
    async write(body) {
      for (const query of await sentBy(db.engine, body))
        if ((await db.write(tx => tx.send(query))) === 'refused') return 'refused'
      return 'written'
    },
    async transaction(body) {
      let last: Promise<unknown> = Promise.resolve()
      const inOrder = <T>(ask: () => Promise<T>): Promise<T> => {
        const answer = last.then(ask)
        last = answer.catch(() => {})
        return answer
      }
      const forUpdate = await db.transaction(async tx => tx.forUpdate)
      const value = await body({
        ...{ engine: db.engine, forUpdate },
        rows: <Row>(query: Sql) => inOrder(() => db.rows<Row>(query)),
        row: <Row>(query: Sql) => inOrder(() => db.row<Row>(query)),
        run: query => inOrder(() => db.run(query)),
        send: query => void inOrder(() => db.run(query)).catch(() => {}),
      })
      await last
      return value
    },
  }
}

/** What a body sends, without sending it. */
async function sentBy(engine: Database['engine'], body: Parameters<Database['write']>[0]): Promise<Sql[]> {
  const all: Sql[] = []
  await body(sending(engine, query => void all.push(query)))
  return all
}

function withoutClaim(db: Database): Database {
  return {
    ...db,
    transaction: body =>
      db.transaction(tx =>
        body({
          ...tx,
          async row<Row>(query: Sql) {
            const row = await tx.row<Row & { id?: string }>(query)
            const claims = query.parts[0]?.includes('update delivery set claimed_until')
            // Twice each, or workers would take it from each other for ever.
            if (row?.id && claims)
              await tx.run(sql`update delivery set claimed_until = 0 where id = ${row.id} and attempts < 3`)
            return row
          },
        }),
      ),
  }
}

function withoutSubmissionId({ parts: { keys } }: Keeping): void {
  const { fingerprint } = keys
  let tries = 0
  keys.fingerprint = (purpose, text) =>
    fingerprint(purpose, purpose === 'submission' ? `${process.pid} ${++tries} ${text}` : text)
}
