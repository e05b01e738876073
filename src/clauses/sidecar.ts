import { parseDocument } from 'yaml'
import { z } from 'zod'
import { Fixable } from '../errors.ts'

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** `<document>.about.yaml`: what a document does not say of itself. It wins over what the document says. */
const About = z.strictObject({
  title: text.optional(),
  version: text.optional(),
  date: text.optional(),
  owner: text.optional(),
  status: z.enum(['draft', 'adopted', 'digest']).optional(),
  review: text.optional(),
})

export function readSidecar(yaml: string, file: string): Record<string, string> {
  // Without a schema every value stays as it is printed: a date stays `2024-03`, a version `1.10`.
  const read = parseDocument(yaml, { schema: 'failsafe' })
  const [error] = read.errors
  if (error) throw new Fixable(`"${file}" is not YAML: ${error.message.split('\n')[0]} Correct that line.`)
  const about = About.safeParse(lowerCaseKeys(read.toJS({ maxAliasCount: 10 })))
  if (!about.success) {
    const wrong = about.error.issues.map(issue => [...issue.path, issue.message].join(': ')).join('; ')
    throw new Fixable(`"${file}" is wrong: ${wrong}. It may say title, version, date, owner, status and review.`)
  }
  return Object.fromEntries(Object.entries(about.data).flatMap(([key, value]) => (value ? [[key, value]] : [])))
}

function lowerCaseKeys(read: unknown): unknown {
  if (read === null || read === '') return {}
  if (typeof read !== 'object' || Array.isArray(read)) return read
  return Object.fromEntries(Object.entries(read).map(([key, value]) => [key.toLowerCase(), value]))
}
