import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')
const files = walk(src).filter(file => file.endsWith('.ts'))
const table = readTable()
const everywhere = new Set(['zod'])

describe('the map in src/README.md', () => {
  test('lists every folder and file at the top of src, and nothing that is not there', () => {
    const there = readdirSync(src, { withFileTypes: true })
      .filter(entry => entry.isDirectory() || entry.name.endsWith('.ts'))
      .map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .filter(name => !name.endsWith('/') || walk(join(src, name)).length > 0)

    expect(there.filter(name => !table.has(name))).toEqual([])
  })

  test('says truly who imports whom', () => {
    const wrong = files.flatMap(file =>
      importsOf(file)
        .filter(wanted => wanted.startsWith('.'))
        .map(wanted => resolve(dirname(file), wanted))
        .filter(target => !mayImport(place(file), place(target)))
        .map(target => `${relative(root, file)} imports ${relative(root, target)}`),
    )

    expect(wrong).toEqual([])
  })

  test('says truly which package appears where', () => {
    const wrong = files.flatMap(file =>
      importsOf(file)
        .filter(wanted => !wanted.startsWith('.') && !isBuiltin(wanted))
        .map(packageName)
        .filter(name => !everywhere.has(name) && !table.get(place(file))?.packages.includes(name))
        .map(name => `${relative(root, file)} imports ${name}`),
    )

    expect(wrong).toEqual([])
  })
})

test('the map says of every package why it is here, and each is pinned', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const wanted: Record<string, string> = { ...dependencies, ...optionalDependencies, ...devDependencies }
  const [, section = ''] = readFileSync(join(src, 'README.md'), 'utf8').split(/^## Packages, .*$/m)
  const [rows = ''] = section.split(/^## /m)
  const said = [...rows.matchAll(/^\| (`.*`) \| .{10,} \|$/gm)].flatMap(
    ([, names = '']) => names.match(/[^` ]+/g) ?? [],
  )

  expect(said.sort()).toEqual(Object.keys(wanted).sort())
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('no file imports itself through others', () => {
  const graph = new Map(
    files.map(file => [
      file,
      importsOf(file)
        .filter(i => i.startsWith('.'))
        .map(i => resolve(dirname(file), i)),
    ]),
  )
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file))
      circles.push([...path.slice(path.indexOf(file)), file].map(f => relative(src, f)).join(' → '))
    else if (!done.has(file)) for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])

  expect(circles).toEqual([])
})

test('only config.ts reads the environment', () => {
  const readers = files.filter(file => /process\.env|loadEnvFile/.test(code(file))).map(file => relative(src, file))

  expect(readers.filter(name => name !== 'config.ts')).toEqual([])
})

test('no source file is above 250 lines, no script above 60, and there are no barrels', () => {
  const long = files.filter(file => lines(file) > 250).map(file => `${relative(root, file)}: ${lines(file)}`)
  const longScripts = walk(join(root, 'scripts'))
    .filter(file => file.endsWith('.ts') && lines(file) > 60)
    .map(file => `${relative(root, file)}: ${lines(file)}`)
  const barrels = files.filter(file => file.endsWith('/index.ts')).map(file => relative(root, file))

  expect([...long, ...longScripts, ...barrels]).toEqual([])
})

function readTable() {
  const rows = readFileSync(join(src, 'README.md'), 'utf8').matchAll(/^\| `([\w./-]+)` \| (.*?) \| (.*?) \|$/gm)
  const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
  return new Map(
    [...rows].map(([, folder = '', imports = '', packages = '']) => [
      folder,
      { all: imports.trim() === 'everything', imports: names(imports), packages: names(packages) },
    ]),
  )
}

function mayImport(from: string, to: string): boolean {
  const row = table.get(from)
  return from === to || to === 'errors.ts' || row?.all === true || row?.imports.includes(to) === true
}

/** The row of the table that a file belongs to: its longest listed folder, or its own name at the top. */
function place(file: string): string {
  const path = relative(src, file)
  if (!path.includes('/')) return path
  const parts = path.split('/').slice(0, -1)
  for (let n = parts.length; n > 0; n--) {
    const folder = `${parts.slice(0, n).join('/')}/`
    if (table.has(folder)) return folder
  }
  return `${parts.join('/')}/`
}

function importsOf(file: string): string[] {
  const found = code(file).matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"]+)['"]/g)
  return [...found].map(match => match[1] ?? '')
}

function code(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
}

function lines(file: string): number {
  return readFileSync(file, 'utf8').trimEnd().split('\n').length
}

function packageName(wanted: string): string {
  return wanted
    .split('/')
    .slice(0, wanted.startsWith('@') ? 2 : 1)
    .join('/')
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}
