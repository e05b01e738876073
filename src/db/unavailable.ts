import { Fixable } from '../errors.ts'

const marked = new WeakSet<object>()

/** The store cannot do its work just now. The sentence is for whoever runs the program, not for who reports something. */
export function unavailable(sentence: string, cause?: unknown): Fixable {
  const error = new Fixable(sentence, { cause })
  marked.add(error)
  return error
}

/** Whether to tell a person "not saved", and the phone line, instead of calling it a fault. */
export function isUnavailable(error: unknown): error is Fixable {
  return typeof error === 'object' && error !== null && marked.has(error)
}
