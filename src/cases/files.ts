import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Queries } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { unavailable } from '../db/unavailable.ts'
import { largestFileBytes } from '../desks/answers.ts'
import { Fixable } from '../errors.ts'
import { fileKind, kindsInWords } from './file-kinds.ts'
import type { Parts } from './parts.ts'

/**
 * A file stands outside the database, sealed under its case's key, in a folder that is named for the case. It is on the disk
 * before the transaction that speaks of it ends: so a row never names a file that is not there. Where the transaction fails,
 * the file goes again; where the process ends between the two, `sweepFiles` takes it away later.
 */
export interface FileSent {
  name: string
  content: Uint8Array
}

export interface FileKept {
  id: string
  name: string
  kind: string
  bytes: number
  sha256: string
}

/** Why a file is not taken, in words for who sent it. */
export function refusal({ name, content }: FileSent): string | undefined {
  if (content.length > largestFileBytes)
    return `"${name}" is larger than 20 MB. Send a smaller one, or say how to get it.`
  if (content.length === 0) return `"${name}" is empty. Add it again.`
  if (!fileKind(content, name)) return `"${name}" is of a kind that is not taken. These are: ${kindsInWords}.`
  return undefined
}

export async function writeFiles(
  parts: Parts,
  seal: Seal,
  caseId: string,
  sent: readonly FileSent[],
): Promise<FileKept[]> {
  const kept: FileKept[] = []
  // One after another: ten of 20 MB are sealed with the memory of one.
  for (const { name, content } of sent) {
    const id = randomBytes(16).toString('hex')
    await writeWhole(pathOf(parts, caseId, id), seal.seal(placeOf(id), content)).catch(cause => {
      throw unwritable(parts, cause)
    })
    const sha256 = createHash('sha256').update(content).digest('hex')
    kept.push({ id, name, kind: fileKind(content, name) ?? '', bytes: content.length, sha256 })
  }
  return kept
}

export async function addFiles(
  tx: Pick<Queries, 'run'>,
  seal: Seal,
  caseId: string,
  side: 'reporter' | 'desk',
  kept: readonly FileKept[],
  now: Date,
): Promise<void> {
  for (const { id, name, kind, bytes, sha256 } of kept) {
    const about = seal.seal({ table: 'file', row: id, field: 'about' }, JSON.stringify({ name, kind, sha256 }))
    await tx.run(sql`
      insert into file (id, case_id, at, side, bytes, about, scan)
      values (${id}, ${caseId}, ${now.getTime()}, ${side}, ${bytes}, ${about}, 'not-scanned')`)
  }
}

/** What the desk is shown of a file, whether or not it may be opened. */
export interface FileShown extends FileKept {
  at: Date
  side: 'reporter' | 'desk'
  scan: Scan
}

export type Scan = 'not-scanned' | 'clean' | 'infected'

interface FileRow {
  id: string
  at: number
  side: FileShown['side']
  bytes: number
  about: Uint8Array
  scan: Scan
}

export async function filesOf(from: Pick<Queries, 'rows'>, seal: Seal, caseId: string): Promise<FileShown[]> {
  const rows = await from.rows<FileRow>(sql`
    select id, at, side, bytes, about, scan from file where case_id = ${caseId} order by at, id`)
  return rows.map(({ about, at, ...row }) => ({
    ...JSON.parse(seal.unseal({ table: 'file', row: row.id, field: 'about' }, about).toString()),
    ...row,
    at: new Date(at),
  }))
}

/** The original, byte for byte, as it was sent. */
export async function readSealed(parts: Parts, seal: Seal, caseId: string, id: string): Promise<Buffer> {
  const sealed = await readFile(pathOf(parts, caseId, id)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause
    throw new Fixable(`A file of a case is not in ${parts.files}, as ${caseId}/${id}. Bring it back from a backup.`, {
      cause,
    })
  })
  return seal.unseal(placeOf(id), sealed)
}

export async function discardFiles(parts: Parts, caseId: string): Promise<void> {
  await rm(join(parts.files, caseId), { recursive: true, force: true })
}

export async function discardFile(parts: Parts, caseId: string, id: string): Promise<void> {
  await rm(pathOf(parts, caseId, id), { force: true })
}

/** Takes away what no row speaks of and nobody is just writing. Gives how many files that were. */
export async function sweepFiles(parts: Parts, now: Date): Promise<number> {
  let swept = 0
  const entries = await readdir(parts.files, { withFileTypes: true }).catch(() => [])
  for (const { name: caseId } of entries.filter(entry => entry.isDirectory())) {
    const rows = await parts.db.rows<{ id: string }>(sql`select id from file where case_id = ${caseId}`)
    const spoken = new Set(rows.map(({ id }) => id))
    const folder = join(parts.files, caseId)
    for (const name of await readdir(folder)) {
      if (spoken.has(name) || (await stat(join(folder, name))).mtimeMs > now.getTime() - hourMs) continue
      await rm(join(folder, name))
      swept++
    }
    // Refused where anything is in it, also what came to be there meanwhile.
    if ((await stat(folder)).mtimeMs <= now.getTime() - hourMs) await rmdir(folder).catch(() => {})
  }
  return swept
}

const hourMs = 3_600_000

function pathOf({ files }: Parts, caseId: string, id: string): string {
  return join(files, caseId, id)
}

function placeOf(id: string) {
  return { table: 'file', row: id, field: 'content' }
}

/** As with the database: the person is told that nothing was saved, and whoever runs the program why. */
function unwritable({ files }: Parts, cause: NodeJS.ErrnoException): unknown {
  if (!cause.code) return cause
  return unavailable(
    `A file could not be written into the folder ${files} (${cause.code}). Check that it exists, that the user Signpost runs as may write there, and that the disk has room.`,
    cause,
  )
}

/** Under its name only once it is whole and on the disk, and the folder's entry too. Until then it begins with a dot. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const whole = join(folder, `.${basename(path)}`)
  const file = await open(whole, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(whole, path)
  for (const above of [folder, dirname(folder)]) {
    const entry = await open(above, 'r')
    await entry.sync().finally(() => entry.close())
  }
}
