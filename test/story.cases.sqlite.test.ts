import { randomBytes } from 'node:crypto'
import { copyFileSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { casesOver } from '../src/cases/cases.ts'
import { openKeys } from '../src/db/keys.ts'
import { openDatabase } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { type Outage, storyOfCases } from './story.cases.contract.ts'
import { child } from './support/child.ts'
import { smallDisk } from './support/disk.ts'
import { folder } from './support/folder.ts'

const freshFile = async () => join(folder(), 'signpost.db')

const outages: Outage[] = [
  {
    name: 'a database that somebody moved away',
    url: freshFile,
    async happens(url) {
      renameSync(url, `${url}.aside`)
      return async () => {
        renameSync(`${url}.aside`, url)
        return undefined
      }
    },
  },
  {
    name: 'a database that another program holds',
    url: freshFile,
    async happens(url, { db }) {
      await db.run(sql`create table thing (id text primary key, n integer) strict`)
      const other = child('db-child.ts', ['hold', url])
      await other.said('holding')
      return async () => {
        other.process.stdin?.end()
        await other.ended
        return undefined
      }
    },
  },
  {
    name: 'a disk that is full',
    async url() {
      const disk = smallDisk('3m')
      return disk && join(disk, 'signpost.db')
    },
    async happens(url) {
      const ballast = join(url, '..', 'ballast')
      const file = openSync(ballast, 'w')
      for (const size of [65_536, 4_096, 512, 64, 1])
        for (;;) {
          try {
            if (writeSync(file, randomBytes(size)) < size) break
          } catch {
            break
          }
        }
      return async () => {
        writeFileSync(ballast, '')
        return undefined
      }
    },
  },
  {
    name: 'a damaged page',
    url: freshFile,
    async happens(url, { db, parts, place }) {
      await db.rows(sql`pragma wal_checkpoint(truncate)`)
      const [page] = await db.rows<{ rootpage: number }>(sql`select rootpage from sqlite_schema where name = 'cases'`)
      copyFileSync(url, `${url}.whole`)
      const file = openSync(url, 'r+')
      writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, ((page?.rootpage ?? 2) - 1) * 4_096)
      await db.rows(sql`pragma shrink_memory`)
      // As its sentence says: stop the program, bring back what is whole, and start it again.
      return async () => {
        await db.close()
        for (const beside of ['-wal', '-shm']) rmSync(`${url}${beside}`, { force: true })
        copyFileSync(`${url}.whole`, url)
        const whole = await openDatabase(url)
        onTestFinished(() => whole.close())
        const keys = await openKeys(whole, { path: join(place, 'master.key'), make: false })
        return { db: whole, cases: casesOver({ ...parts, db: whole, keys }) }
      }
    },
  },
]

storyOfCases('SQLite', freshFile, outages)
