import type { Authority } from '../authorities/authority.ts'
import { momentShown } from '../authorities/clock.ts'

/** A day and a time as somebody wrote them: on the council's own clock, unless they said how far from Greenwich. */
export interface Written {
  day: string
  time: string
  /** `Z` or `+01:00`, where it stands there. */
  offset?: string
}

/** `2026-11-20 14:30`, `2026-11-20T14:30:00Z`, `20/11/2026 14:30`: what pickers send and people write. */
export function readMoment(written: string): Written | undefined {
  const [, iso, slashed, time, offset] =
    /^(?:(\d{4}-\d{2}-\d{2})|(\d{2}\/\d{2}\/\d{4}))[ T](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(
      written.trim(),
    ) ?? []
  const day = iso ?? slashed?.split('/').reverse().join('-')
  const moment = new Date(`${day}T${time}:00Z`)
  const stands = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${day}T${time}`)
  return day && time && stands ? { day, time, ...(offset ? { offset } : {}) } : undefined
}

/** The moment that somebody wrote as an answer; nothing where they wrote none. */
export function momentAnswered(authority: Authority, answer: unknown): Date | undefined {
  const written = typeof answer === 'string' ? readMoment(answer) : undefined
  if (!written) return undefined
  const { day, time, offset } = written
  return offset ? new Date(`${day}T${time}:00${offset}`) : momentShown(authority['time zone'], day, time)
}
