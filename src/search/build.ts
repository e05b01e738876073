import { open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fixable } from '../errors.ts'
import { assemble, type Made, type Material } from './assemble.ts'
import { clearBuilds, finishBuild, startBuild } from './builds.ts'
import { fingerprint, format, Manifest } from './manifest.ts'
import { packed } from './packed.ts'
import type { Index } from './search.ts'

export interface Build extends Material {
  /** The authority's own folder of the index. */
  folder: string
  /** Of everything the index is made from, by name: kept in the manifest, for whoever asks whether it is out of date. */
  fingerprints: Record<string, string>
  now: () => Date
}

/** Makes an index anew and keeps it in its folder. Until the last step, the folder's older build is the one that counts. */
export async function buildIndex(build: Build): Promise<{ index: Index; manifest: Manifest }> {
  const { made, index, problems } = await assemble(build)
  const manifest = await written(build, made, problems)
  await clearBuilds(build.folder)
  return { index, manifest }
}

async function written(build: Build, made: Made, problems: string[]): Promise<Manifest> {
  let path: string | undefined
  try {
    path = await startBuild(build.folder)
    const words = packed({ lexicon: build.lexicon, lexical: made.lexical, learnt: made.fitted.learnt })
    await writeWhole(join(path, 'policies.json'), JSON.stringify(build.policies))
    await writeWhole(join(path, 'words.json'), words.json)
    await writeWhole(join(path, 'words.bin'), words.bytes)
    await made.vectors.write(path)

    const manifest: Manifest = {
      format,
      authority: build.authority,
      built: build.now().toISOString(),
      embedder: { model: build.embedder.model, dimensions: build.embedder.dimensions },
      fingerprints: build.fingerprints,
      counts: {
        policies: build.policies.length,
        clauses: made.lexical.clauses,
        lines: made.lexical.lines.clause.length,
      },
      problems,
      files: await filesOf(path),
    }
    await writeWhole(join(path, 'manifest.json'), JSON.stringify(Manifest.parse(manifest), null, 2))
    await finishBuild(build.folder, path)
    return manifest
  } catch (error) {
    if (path) await rm(path, { recursive: true, force: true }).catch(() => undefined)
    throw explained(error, build.folder)
  }
}

/** On the disk itself before the rename: after a power cut a renamed folder must not hold empty files. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What the files of a folder hold, as a manifest records it. */
async function filesOf(folder: string): Promise<Manifest['files']> {
  const files: Manifest['files'] = {}
  for (const name of (await readdir(folder)).sort()) {
    if (name === 'manifest.json') continue
    const content = await readFile(join(folder, name))
    files[name] = { bytes: content.length, sha256: fingerprint(content) }
  }
  return files
}

const remedies: Record<string, string> = {
  ENOENT: 'The folder cannot be made there: set INDEX to another folder',
  ENOSPC: 'The disk is full: make room',
  EDQUOT: 'The disk quota is used up: make room',
  EFBIG: 'Files may not grow so large here: raise the limit',
  EROFS: 'The disk is read-only: set INDEX to a folder that can be written',
  EACCES: 'We may not write there: give us the right to, or set INDEX to another folder',
  EPERM: 'We may not write there: give us the right to, or set INDEX to another folder',
  ENOTDIR: 'Something on the way is a file: set INDEX to a folder',
  EEXIST: 'There is a file of that name: set INDEX to a folder',
}

function explained(error: unknown, folder: string): unknown {
  const remedy = error instanceof Error && 'code' in error ? remedies[String(error.code)] : undefined
  if (!remedy) return error
  return new Fixable(`The index in ${folder} could not be written, and the one before it still answers. ${remedy}.`, {
    cause: error,
  })
}
