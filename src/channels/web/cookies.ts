import type { Request } from 'express'

/** The cookies of a request. Of two with one name the first counts: a browser sends the more exact one first. */
export function cookieIn({ headers }: Pick<Request, 'headers'>, wanted: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === wanted) return pair.slice(at + 1).trim()
  }
  return undefined
}
