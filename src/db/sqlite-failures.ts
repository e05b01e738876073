import { unavailable } from './unavailable.ts'

/** The names of SQLite's own codes; node:sqlite gives the number, better-sqlite3 the name with an ending. */
const codes = {
  3: 'PERM',
  5: 'BUSY',
  6: 'LOCKED',
  8: 'READONLY',
  10: 'IOERR',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  19: 'CONSTRAINT',
  26: 'NOTADB',
} as const
type Code = (typeof codes)[keyof typeof codes]
/** What a person can put right: all but that the database would not take a row. */
type Mendable = Exclude<Code, 'CONSTRAINT'>

/** A failure of SQLite as a sentence, where a person can mend it; anything else as it came. */
export function sqliteFailure(error: unknown, path: string): unknown {
  const code = codeOf(error)
  return code && code !== 'CONSTRAINT' ? unavailable(sentences[code](path), error) : error
}

/** Whether a row was not taken, because there is one like it, or none that it refers to. */
export function isRefused(error: unknown): boolean {
  return codeOf(error) === 'CONSTRAINT'
}

/** Whether somebody else holds the file just now, told of the failure itself or of the sentence made of it. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error) ?? codeOf((error as Error | undefined)?.cause)
  return code === 'BUSY' || code === 'LOCKED'
}

function codeOf(error: unknown): Code | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error) return codes[(Number(error.errcode) & 0xff) as keyof typeof codes]
  if (!('code' in error)) return undefined
  return Object.values(codes).find(code => String(error.code).startsWith(`SQLITE_${code}`))
}

const locked = (path: string) =>
  `Another program holds the database ${path} and did not let go of it. Close what has it open (an SQLite browser, a copying or backup tool, a virus scanner); Signpost goes on by itself then.`

const notAllowed = (path: string) =>
  `Signpost may not write the database ${path}. Let the user it runs as (${process.getuid?.() ?? 'this account'}) write the file, the files beside it that end in -wal and -shm, and its folder; and check that the disk is not mounted read-only.`

const sentences: Record<Mendable, (path: string) => string> = {
  BUSY: locked,
  LOCKED: locked,
  PERM: notAllowed,
  READONLY: notAllowed,
  CANTOPEN: path =>
    `The database ${path} could not be opened. Check that its folder exists, and that the user Signpost runs as (${process.getuid?.() ?? 'this account'}) may read and write the file and its folder.`,
  FULL: path => `There is no room left on the disk for the database ${path}. Make some; nothing needs to be restarted.`,
  IOERR: path =>
    `The disk fails while reading or writing the database ${path}. Look at the disk and its cables or share, copy the file away, and restart Signpost.`,
  CORRUPT: path =>
    `The database ${path} is damaged. Stop Signpost, keep the file and those beside it as they are, and bring back the last backup with "npm run restore"; a person who knows SQLite may save more from the damaged file with its ".recover".`,
  NOTADB: path =>
    `The file ${path} is not an SQLite database, or its beginning is damaged. Set DATABASE_URL to the right file, or keep this one aside and bring back the last backup with "npm run restore".`,
}
