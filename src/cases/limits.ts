import type { Given } from '../desks/asked.ts'
import type { DeskHere } from '../desks/receives.ts'

/** Counts what each person does, in memory alone: of somebody who reports without a name nothing is stored, not even this. */
export interface Limits {
  /** Counts one more form. Gives when to try again, where it was one too many; another try of a form that was let in is no more. */
  more(person: string, form: string, now: Date): Date | undefined
}

/** So many in so long; generous, for a person who is sent round the pages of a council after a bad night. */
export const usual = { most: 20, withinMs: 10 * 60_000 }

export function limits({ most, withinMs } = usual): Limits {
  /** Whoever did something last stands last, so those to forget are the first. */
  const sent = new Map<string, { at: number; form: string }[]>()
  return {
    more(person, form, now) {
      const since = now.getTime() - withinMs
      for (const [id, forms] of sent) {
        if ((forms.at(-1)?.at ?? 0) > since) break
        sent.delete(id)
      }
      const recent = (sent.get(person) ?? []).filter(({ at }) => at > since)
      if (recent.some(one => one.form === form)) return undefined
      if (recent.length >= most) return new Date((recent[0]?.at ?? since) + withinMs)
      sent.delete(person)
      sent.set(person, [...recent, { at: now.getTime(), form }])
      return undefined
    },
  }
}

/** Nothing may ever stop a report on which somebody's safety hangs, however many came before it. */
export function isLimited(desk: DeskHere, { answers, noPictures }: { answers: Given; noPictures: boolean }): boolean {
  return !desk.safety && answers['danger'] !== 'yes' && !noPictures
}
