/**
 * Something a person can put right. The message is a sentence for that person: what is wrong, with the value we saw,
 * and what to do. It is shown as it stands, so it never holds a question or what a report says.
 */
export class Fixable extends Error {
  override name = 'Fixable'
}

/** What somebody must put right before this can be done; nothing where it can. */
export function mistakesOf(work: () => unknown): string[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof Fixable) return [error.message]
    throw error
  }
}
