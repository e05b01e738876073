import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Fixable, mistakesOf } from '../errors.ts'

/** What wraps the keys of all cases. Its id is made from the secret, so a damaged copy is noticed. */
export interface MasterKey {
  id: string
  secret: Buffer
}

/**
 * The keys in a key file, the one in use first. There are two only while one replaces the other. A file and not a variable
 * of the environment, since these are shown by process lists, crash reports and container consoles.
 */
export function readKeyFile(path: string): MasterKey[] {
  if (!existsSync(path)) throw noKeyFile(path)
  refuseOpenFile(path)
  const lines = readFileSync(path, 'utf8').split('\n')
  const keys = lines.flatMap((line, at) => (/^\s*(?:#|$)/.test(line) ? [] : [keyOf(line.trim(), `${path}:${at + 1}`)]))
  if (keys.length === 0) throw new Fixable(`The key file ${path} holds no key. Bring back your copy of it.`)
  return keys
}

/** Why nothing could be sealed with it, for whoever must know before there is anything to seal. */
export function keyFileMistakes(path: string): string[] {
  return mistakesOf(() => readKeyFile(path))
}

/** Replaces the file as a whole: at no moment is there none, or half of one. */
export function replaceKeyFile(path: string, keys: readonly MasterKey[]): void {
  renameSync(written(path, keys), path)
}

/**
 * A key file where there was none. Never over one that is there, which may be all that opens the cases; also when two
 * processes start together, since a link is made once.
 */
export function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const whole = written(path, [newKey()])
  try {
    linkSync(whole, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Fixable(`There is a key file at ${path} already, and it was left as it is.`)
  } finally {
    unlinkSync(whole)
  }
}

export function newKey(): MasterKey {
  const secret = randomBytes(32)
  return { id: idOf(secret), secret }
}

function noKeyFile(path: string): Fixable {
  return new Fixable(
    `There is no key file at ${path}. Bring back your copy of it, or set KEY_FILE to where it stands; only for a council that starts with no cases, "npm run keys -- make" makes one.`,
  )
}

const says = `# The master key of Signpost. Without it nobody can read what was reported, not even from a backup;
# with it and the database, anybody can. Keep a copy of this file, and not where the database's backups are.
`

/** The path of a new file that holds these keys, and is on the disk. */
function written(path: string, keys: readonly MasterKey[]): string {
  const whole = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(whole, 'wx', 0o600)
  writeSync(file, `${says}${keys.map(({ id, secret }) => `${id} ${secret.toString('base64url')}\n`).join('')}`)
  fsyncSync(file)
  closeSync(file)
  return whole
}

function keyOf(line: string, place: string): MasterKey {
  const [id = '', text = ''] = line.split(/\s+/)
  const secret = Buffer.from(text, 'base64url')
  if (secret.length === 32 && idOf(secret) === id) return { id, secret }
  throw new Fixable(`${place}: this key is damaged; something of the line is missing or changed. Bring back your copy.`)
}

function idOf(secret: Buffer): string {
  return createHash('sha256').update('signpost key').update(secret).digest('hex').slice(0, 12)
}

/** Windows has no such modes; there the folder's rights must do. */
function refuseOpenFile(path: string): void {
  const mode = statSync(path).mode & 0o777
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new Fixable(
    `The key file ${path} can be read by others on this machine (mode ${mode.toString(8)}). Run: chmod 600 ${path}`,
  )
}
