import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Policy } from '../clauses/clause.ts'
import { Fixable } from '../errors.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { indexOf } from './assemble.ts'
import { newestBuild } from './builds.ts'
import type { Embedder } from './embedder.ts'
import { hnsw } from './hnsw.ts'
import type { Lexical } from './lexical.ts'
import { fingerprint, format, Manifest } from './manifest.ts'
import { unpacked } from './packed.ts'
import type { Index } from './search.ts'

/**
 * The newest index in a folder, or undefined where none was ever finished. One that is damaged, or was built by another
 * version or with another model, is refused: its answers would be wrong and nobody would know.
 */
export async function openIndex(
  folder: string,
  { expect }: { expect: Embedder },
): Promise<{ index: Index; manifest: Manifest } | undefined> {
  const path = await newestBuild(folder)
  if (!path) return undefined
  const manifest = await readManifest(path)
  refuseOtherModel(path, manifest, expect)
  const files = await readFiles(path, manifest)

  // What the checksums vouch for is what we wrote, and needs no schema.
  const policies: Policy[] = JSON.parse(text(files, 'policies.json'))
  const words = unpacked(text(files, 'words.json'), files.get('words.bin') ?? Buffer.alloc(0))
  const { lexicon, lexical, learnt } = words as { lexicon: Lexicon; lexical: Lexical; learnt: unknown }
  const vectors = hnsw(expect.dimensions)
  await vectors.read(path)
  const made = { lexical, fitted: expect.restored(learnt), vectors }
  return { manifest, index: indexOf({ authority: manifest.authority, policies, lexicon }, made) }
}

async function readManifest(path: string): Promise<Manifest> {
  const written = await readFile(join(path, 'manifest.json'), 'utf8').then(parsed, () => undefined)
  if (isOfOtherFormat(written))
    throw new Fixable(
      `The index in ${path} is of format ${written.format}, and this version reads ${format}. Run "npm run index" to build it again.`,
    )
  const manifest = Manifest.safeParse(written)
  if (!manifest.success) throw damaged(path, 'manifest.json')
  return manifest.data
}

function refuseOtherModel(path: string, { embedder }: Manifest, expect: Embedder): void {
  if (embedder.model === expect.model && embedder.dimensions === expect.dimensions) return
  throw new Fixable(
    `The index in ${path} was built with the embedder ${embedder.model} of ${embedder.dimensions} dimensions, and the \
settings ask for ${expect.model} of ${expect.dimensions}. Run "npm run index" to build it again, or go back to the \
settings it was built with.`,
  )
}

async function readFiles(path: string, { files }: Manifest): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>()
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    const content = await readFile(join(path, name)).catch(() => undefined)
    if (content?.length !== bytes || fingerprint(content) !== sha256) throw damaged(path, name)
    contents.set(name, content)
  }
  return contents
}

function damaged(path: string, name: string): Fixable {
  return new Fixable(
    `The index in ${path} is damaged: ${name} is missing, cut short or changed. Run "npm run index" to build it again.`,
  )
}

function isOfOtherFormat(written: unknown): written is { format: unknown } {
  return typeof written === 'object' && written !== null && 'format' in written && written.format !== format
}

function text(files: Map<string, Buffer>, name: string): string {
  return files.get(name)?.toString('utf8') ?? ''
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
