import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of its own for one test, gone when the test is. */
export function folder(files: Record<string, string | Uint8Array> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'signpost-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  for (const [name, bytes] of Object.entries(files)) put(path, name, bytes)
  return path
}

export function put(path: string, name: string, bytes: string | Uint8Array): string {
  const file = join(path, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}
