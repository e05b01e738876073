import { Fixable } from '../errors.ts'
import { bytesOf } from './bytes.ts'
import type { Policy } from './clause.ts'
import { decode } from './decode.ts'
import { parsePolicy } from './policy.ts'
import { failedPrint, holdSame, looksSame, type Prints, printOf, type Seen } from './prints.ts'
import { readBytes } from './read.ts'
import type { Problem, Standing } from './shelf.ts'
import { readSidecar } from './sidecar.ts'

/** What is made of one document: its policy, the last good one where the file is bad now, and what is wrong with it. */
export interface Document {
  policy?: Policy | undefined
  problems: Problem[]
  prints: Prints
}

/** What was held before. */
export interface Before {
  policies: Policy[]
  problems: Problem[]
  prints: Prints
}

/** Reads a document if it changed. Whatever is wrong with the file ends here, as a problem. */
export async function documentOf(standing: Standing, authority: string, before: Before): Promise<Document> {
  const last = lastOf(standing, before)
  const same = filesOf(standing).every(each => looksSame(each, before.prints[each.file]))
  const known = last.policy !== undefined || last.problems.length > 0
  if (known && same && Object.keys(last.prints).length === filesOf(standing).length) return last
  try {
    return await readAnew(standing, authority, last)
  } catch (error) {
    return failed(standing, error, last.policy)
  }
}

/** The last good version of a document, and what was wrong with it. */
export function lastOf({ file }: Standing, before: Before): Document {
  const files = [file, `${file.replace(/\.[^./\\]*$/, '')}.about.yaml`]
  return {
    policy: before.policies.find(policy => policy.file === file),
    problems: before.problems.filter(problem => problem.is === 'unreadable' && files.includes(problem.file)),
    prints: Object.fromEntries(files.flatMap(each => (before.prints[each] ? [[each, before.prints[each]]] : []))),
  }
}

function filesOf({ file, size, modifiedMs, sidecar }: Standing): Seen[] {
  return [{ file, size, modifiedMs }, ...(sidecar ? [sidecar] : [])]
}

async function readAnew(standing: Standing, authority: string, last: Document): Promise<Document> {
  const { file, id, sidecar } = standing
  const bytes = await bytesOf(file)
  const beside = sidecar && { ...sidecar, bytes: await bytesOf(sidecar.file) }
  const prints = {
    [file]: printOf(standing, bytes),
    ...(beside && { [beside.file]: printOf(beside, beside.bytes) }),
  }
  // Copied again, or touched, but the same: nothing to read.
  if (last.policy && holdSame(prints, last.prints)) return { ...last, prints }
  const source = await readBytes(bytes, file)
  const { about, problems } = beside ? told(beside.bytes, beside.file) : { about: {}, problems: [] }
  const whole = { ...source, about: { ...source.about, ...about } }
  return { policy: parsePolicy(whole, { authority, policy: id, file }).policy, problems, prints }
}

/** A mistake in what stands beside a document does not keep the document from answering. */
function told(bytes: Uint8Array, file: string): { about: Record<string, string>; problems: Problem[] } {
  try {
    return { about: readSidecar(decode(bytes).text, file), problems: [] }
  } catch (error) {
    if (!(error instanceof Fixable)) throw error
    return { about: {}, problems: [{ file, is: 'unreadable', says: error.message }] }
  }
}

function failed(standing: Standing, error: unknown, last: Policy | undefined): Document {
  const { file } = standing
  const fixable = error instanceof Fixable
  const fault = `"${file}" cannot be read: it led Signpost into a fault of its own. Report the fault; the log has it.`
  const reason = fixable ? error.message : fault
  const says = last ? `${reason} Until then the version that was read before answers.` : reason
  // A file that was busy or out of reach is tried again; a damaged one only when it changes.
  const passing = fixable && error.cause instanceof Error && 'code' in error.cause
  const prints = passing ? {} : Object.fromEntries(filesOf(standing).map(each => [each.file, failedPrint(each)]))
  return { policy: last, prints, problems: [{ file, is: 'unreadable', says, cause: fixable ? error.cause : error }] }
}
