import { type FileHandle, open, stat } from 'node:fs/promises'
import { cannotRead } from './kind.ts'

const megabyte = 1024 * 1024
/** Above this a "document" is a scan at too fine a grain or something else altogether; reading it would starve answers. */
const largestMegabytes = 100

/** The bytes of a file. Whatever keeps a person's file from being read is told in a sentence for that person. */
export async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    // Asked before opening: opening a pipe that nobody writes to would wait for ever.
    refuseOddities(path, await stat(path))
    const file = await open(path, 'r')
    try {
      return await wholeFile(file, path)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw explained(path, error)
  }
}

function refuseOddities(path: string, found: { isFile(): boolean; isDirectory(): boolean; size: number }): void {
  if (found.isDirectory()) throw cannotRead(path, 'it is a folder', 'Name a document in it.')
  if (!found.isFile()) throw cannotRead(path, 'it is not an ordinary file', 'Put in the document itself.')
  if (found.size === 0) throw cannotRead(path, 'it is empty (0 bytes)', 'Copy it again from where it came from.')
  const size = found.size / megabyte
  if (size > largestMegabytes)
    throw cannotRead(
      path,
      `it is ${Math.round(size)} MB large, and ${largestMegabytes} MB is the most that is read`,
      'Save it with smaller pictures ("reduce file size" when saving as PDF), or split it.',
    )
}

async function wholeFile(file: FileHandle, path: string): Promise<Uint8Array> {
  const before = await file.stat()
  const bytes = new Uint8Array(before.size)
  let read = 0
  while (read < bytes.length) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  const after = await file.stat()
  if (read < bytes.length || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    throw cannotRead(
      path,
      'it changed while it was read',
      'It is probably still being copied; wait until that is done.',
    )
  return bytes
}

const reasons: Record<string, [reason: string, remedy: string]> = {
  ENOENT: ['there is no such file (any more)', 'Check its name, or put it back.'],
  ENOTDIR: ['there is no such file (any more)', 'Check its name, or put it back.'],
  EACCES: ['this program is not allowed to open it', 'Give the account it runs under permission to read the file.'],
  EPERM: ['this program is not allowed to open it', 'Give the account it runs under permission to read the file.'],
  EBUSY: ['another program holds it open', 'Close it there.'],
  ELOOP: ['it is a link that leads back to itself', 'Put in the document itself.'],
  ENAMETOOLONG: ['its name is too long', 'Give it a shorter name.'],
  ESTALE: ['the network share it is on was lost', 'Check the connection to the share.'],
  EIO: ['the disk or the network share it is on reports a fault', 'Check the disk, or the connection to the share.'],
}

/** Only what the operating system says of the file; anything else is a bug, and rises as it is. */
function explained(path: string, error: unknown): unknown {
  const known = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined
  return known ? cannotRead(path, known[0], known[1], error) : error
}
