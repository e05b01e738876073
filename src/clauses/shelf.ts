import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { endings } from './kind.ts'
import type { Seen } from './prints.ts'

/** Where the documents of one authority stand. */
export interface Place {
  authority: string
  /** The folder with all councils. */
  policies: string
  /** Another folder whose documents replace those: one folder a council in it, or, for an only council, itself. */
  documents?: string | undefined
  /** Whether this is the only council. */
  alone: boolean
}

/** A sentence for the person who looks after the documents. */
export interface Problem {
  file: string
  says: string
  /** `unreadable` stands until the file changes; the others are found anew at every look. */
  is: 'unreadable' | 'left-out' | 'unreachable'
  /** For the log, never for a person. */
  cause?: unknown
}

/** A document as the folder shows it, before it is read. */
export interface Standing extends Seen {
  /** The policy's id. */
  id: string
  /** The file beside it that says what it does not say of itself. */
  sidecar?: Seen
}

export interface Shelf {
  standing: Standing[]
  problems: Problem[]
  /** False when the folder could not be looked at: then nothing is known, least of all that documents are gone. */
  reached: boolean
}

/** What stands in the folder of one authority now. Nothing is opened. */
export async function shelfOf(place: Place): Promise<Shelf> {
  const folder = await folderOf(place)
  if (typeof folder !== 'string') return { standing: [], problems: [folder], reached: false }
  const problems: Problem[] = []
  const files = await filesIn(folder)
  if (!files) return { standing: [], problems: [unreachable(folder)], reached: false }
  const sidecars = new Map(files.filter(({ file }) => isSidecar(file)).map(each => [each.file, each]))
  const standing: Standing[] = []
  for (const { file, size, modifiedMs } of files) {
    if (isSidecar(file) || isNoDocument(basename(file))) continue
    if (!isRead(file)) problems.push(leftOut(file))
    else {
      const beside = `${withoutEnding(file)}.about.yaml`
      const sidecar = sidecars.get(beside)
      sidecars.delete(beside)
      const id = `${place.authority}/${withoutEnding(relative(folder, file)).split(sep).join('/').normalize('NFC')}`
      standing.push({ file, id, size, modifiedMs, ...(sidecar && { sidecar }) })
    }
  }
  const paired = new Set(standing.map(({ file }) => `${withoutEnding(file)}.about.yaml`))
  for (const file of sidecars.keys())
    if (!paired.has(file))
      problems.push({
        file,
        is: 'left-out',
        says: `"${file}" is about a document that is not beside it. Give both the same name, or remove it.`,
      })
  return { standing, problems, reached: true }
}

async function folderOf({ authority, policies, documents, alone }: Place): Promise<string | Problem> {
  const own = join(documents ?? policies, authority)
  if (await isFolder(own)) return own
  if (documents !== undefined && alone && (await isFolder(documents))) return documents
  if (documents === undefined || !(await isFolder(documents))) return unreachable(documents ?? own)
  const says = `The folder "${documents}" (DOCUMENTS) has no folder "${authority}", so there are no documents of that council. Make one with that name and put its documents there.`
  return { file: own, is: 'unreachable', says }
}

function unreachable(folder: string): Problem {
  const says = `The folder "${folder}" cannot be looked at. Check that it is there, that the share is connected, and that this program may read it.`
  return { file: folder, is: 'unreachable', says }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
}

/** Deeper than this nobody sorts documents, but links can lead in circles. */
const deepest = 12

/** All files below a folder, in the order of their names; undefined when the folder itself cannot be listed. */
async function filesIn(folder: string, above: string[] = []): Promise<Seen[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined)
  const real = await realpath(folder).catch(() => folder)
  if (!entries || above.length > deepest || above.includes(real)) return above.length === 0 ? undefined : []
  const found: Seen[] = []
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || (entry.isDirectory() && entry.name === 'asked')) continue
    const file = join(folder, entry.name)
    const seen = await statOf(entry, file)
    if (seen === 'folder') {
      const inside = await filesIn(file, [...above, real])
      for (const each of inside ?? []) found.push(each)
    } else if (seen) found.push(seen)
  }
  return found
}

/** A file that went between being listed and being looked at is simply gone. */
async function statOf(entry: Dirent, file: string): Promise<Seen | 'folder' | undefined> {
  if (entry.isDirectory()) return 'folder'
  const seen = await stat(file).catch(() => undefined)
  if (seen?.isDirectory()) return 'folder'
  return seen?.isFile() ? { file, size: seen.size, modifiedMs: seen.mtimeMs } : undefined
}

function isSidecar(file: string): boolean {
  return file.endsWith('.about.yaml')
}

/** What programs and people leave beside documents: settings, notes to themselves, locks, half-finished copies. */
function isNoDocument(name: string): boolean {
  return /^(?:readme\b.*|thumbs\.db|desktop\.ini|~.*|.*\.(?:ya?ml|tmp|temp|part|partial|crdownload|download|lnk|url|bak))$/i.test(
    name,
  )
}

/** Endings under which a document may hide although they are not those of the kinds we read: the file itself will tell. */
const worthALook = new Set(['doc', 'dot', 'dotx', 'dotm', 'rtf', 'odt', 'text', 'xhtml'])

function isRead(file: string): boolean {
  const ending = extname(file).slice(1).toLowerCase()
  return endings.includes(ending) || worthALook.has(ending)
}

function leftOut(file: string): Problem {
  const ending = extname(file)
  const what = ending ? `files that end in ${ending} are not read` : 'its name has no ending that tells what it is'
  return {
    file,
    is: 'left-out',
    says: `"${file}" is left out: ${what}. If it is a policy, save it as .docx or PDF; if not, keep it elsewhere.`,
  }
}

function withoutEnding(path: string): string {
  return path.slice(0, path.length - extname(path).length)
}
