import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * The folder of an authority's index holds finished builds, numbered, and the newest counts. A build is written under
 * another name and renamed when it is whole, so whenever the process is killed there is either the old index or the
 * new. Two builders may take the same number: their names differ, and either is a whole index of the same documents.
 */
export async function newestBuild(folder: string): Promise<string | undefined> {
  const name = (await finished(folder)).at(-1)
  return name && join(folder, name)
}

export async function startBuild(folder: string): Promise<string> {
  const path = join(folder, `${unfinished}${randomBytes(6).toString('hex')}`)
  await makeFolder(path)
  return path
}

/** A step at a time: where the way cannot be made at all (`/proc/…`), node's own recursive mkdir never comes back. */
async function makeFolder(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined)) !== undefined) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

export async function finishBuild(folder: string, path: string): Promise<string> {
  const number = Number.parseInt((await finished(folder)).at(-1) ?? '0', 10) + 1
  const name = join(folder, `${String(number).padStart(8, '0')}-${randomBytes(3).toString('hex')}`)
  await rename(path, name)
  return name
}

/**
 * Removes what no longer counts: all but the two newest builds (somebody may just be opening the older), and what was
 * abandoned half written: what nobody had touched for an hour when the newest was finished. Both times are the file
 * system's own, since a share's clock may not agree with ours.
 */
export async function clearBuilds(folder: string): Promise<void> {
  const builds = await finished(folder)
  const old = builds.slice(0, -2)
  for (const name of old) await rm(join(folder, name), { recursive: true, force: true })
  const latest = await touched(join(folder, builds.at(-1) ?? ''))
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (name.startsWith(unfinished) && (await touched(path)) < latest - 3_600_000)
      await rm(path, { recursive: true, force: true })
  }
}

const unfinished = 'unfinished-'

async function touched(path: string): Promise<number> {
  return await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  )
}

async function finished(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter(name => /^\d{8}-/.test(name)).sort()
}
