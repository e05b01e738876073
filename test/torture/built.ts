import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')
/** Modules of src say by their own place where something stands; all of those that a torture loads are as deep as this. */
const place = join(root, 'src', 'db', 'built.ts')

let path: string | undefined

/**
 * The program of `child.ts` in one file, from the same source. A torture starts some thousand processes, and to find and to translate two
 * hundred modules takes each of them four times as long as all the rest of its start.
 */
export function builtChild(): string {
  if (path) return path
  const folder = join(root, 'node_modules', '.torture')
  const whole = join(folder, `${process.pid}.mjs`)
  mkdirSync(folder, { recursive: true })
  const file = `${whole}.new`
  buildSync({
    ...{ entryPoints: [join(import.meta.dirname, 'child.ts')], outfile: file, logLevel: 'error' },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' },
    define: {
      'import.meta.dirname': JSON.stringify(join(place, '..')),
      'import.meta.url': JSON.stringify(pathToFileURL(place).href),
    },
  })
  renameSync(file, whole)
  process.once('exit', () => rmSync(whole, { force: true }))
  path = whole
  return whole
}
