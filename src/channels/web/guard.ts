import { createHash, timingSafeEqual } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'

const policy = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'"],
  ...["base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ')

/** Said with every answer. Nothing but our own files runs or is drawn, nobody frames a page, and no page is kept anywhere. */
export function sayRules(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Not "no-referrer": then a browser says of our own forms that they come from nowhere.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cache-Control': 'no-store',
  })
  next()
}

export interface Origins {
  /** `http://127.0.0.1:4680`: where pages of ours come from. */
  own: readonly string[]
  /** The names a request may be for. A page of another site that points its own name at this machine is refused by its name. */
  hosts: readonly string[]
}

/** Refuses what another site makes a browser send: by the host it is for, and by where the browser says it came from. */
export function refuseOthers(origins: Origins) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const wrong = whatIsWrong(origins, request)
    if (wrong) response.status(wrong.status).type('text/plain').send(`${wrong.says}\n`)
    else next()
  }
}

function whatIsWrong({ own, hosts }: Origins, { headers, method }: Request) {
  if (!hosts.includes(headers.host?.toLowerCase() ?? ''))
    return { status: 421, says: 'This address is not served here.' }
  const { origin } = headers
  const site = headers['sec-fetch-site']
  const elsewhere = { status: 403, says: 'This was sent from another site, so nothing was done.' }
  if (!['GET', 'HEAD'].includes(method)) {
    const isOurs = (origin === undefined || own.includes(origin)) && (site === undefined || site === 'same-origin')
    return isOurs ? undefined : elsewhere
  }
  // Following a link from a mail to a page is fine; a page elsewhere that loads ours as a picture or a script is not.
  const follows = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  return (site === 'cross-site' || site === 'same-site') && !follows ? elsewhere : undefined
}

/** The token that goes into forms, made from the secret of a session so that it need not be kept. */
export function tokenFor(secret: string): string {
  return createHash('sha256').update(`form ${secret}`).digest('base64url')
}

export function isToken(given: string | undefined, wanted: string): boolean {
  const [a, b] = [given ?? '', wanted].map(one => createHash('sha256').update(one).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
