import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { domainToASCII } from 'node:url'
import { Fixable } from '../../errors.ts'

/** As much of the settings as mail is about. */
export interface MailSettings {
  MODE: 'practice' | 'live'
  SMTP_URL?: string | undefined
  MAIL_FROM?: string | undefined
  SMTP_CA?: string | undefined
  SMTP_PLAIN: 'yes' | 'no'
}

export interface Sender {
  name: string
  address: string
}

/** Where mails are handed in, and in whose name. */
export interface Server {
  host: string
  port: number
  /** Encrypted from the first byte. */
  secure: boolean
  /** Nothing is said in the clear: a server that does not offer to encrypt is left. */
  mustEncrypt: boolean
  tls: ConnectionOptions
  auth?: { user: string; pass: string }
  from: Sender
  domain: string
}

/** Reads the settings of mail. What it says never shows SMTP_URL, since a password stands in it. */
export function serverFrom({ SMTP_URL = '', MAIL_FROM = '', SMTP_CA, SMTP_PLAIN }: MailSettings): Server {
  const url = urlOf(SMTP_URL)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  // On this machine itself nobody sits between, and a relay there has seldom a certificate that anybody could check.
  const open = !secure && (SMTP_PLAIN === 'yes' || isLoopback(host))
  const from = senderOf(MAIL_FROM)
  return {
    ...{ host, secure, from },
    port: Number(url.port) || (secure ? 465 : 587),
    mustEncrypt: !secure && !open,
    tls: { rejectUnauthorized: !open, ...(SMTP_CA ? { ca: certificateAt(SMTP_CA) } : {}) },
    ...(url.username ? { auth: { user: decoded(url.username), pass: decoded(url.password) } } : {}),
    domain: from.address.slice(from.address.indexOf('@') + 1),
  }
}

function urlOf(written: string): URL {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const more = url && `${url.pathname.replace('/', '')}${url.search}${url.hash}`
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || more) throw misspelt
  if ((url.username === '') !== (url.password === ''))
    throw new Fixable('SMTP_URL holds a user without a password, or the other way round. Write both, or neither.')
  return url
}

const misspelt = new Fixable(
  'SMTP_URL cannot be read; it is not shown here, because a password may stand in it. Write smtp://user:password@mail.council.example:587 or smtps://…, and %40 for an @ in the user or the password, %23 for a #, %2F for a /, %25 for a %.',
)

function decoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    throw misspelt
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** `Signpost <signpost@council.example>`, or the address alone. */
function senderOf(written: string): Sender {
  const [, name = '', inside, alone] =
    /^(?:"?([^"<>@\u0000-\u001f]*?)"? *<([^<>]+)>|([^<>\s]+))$/.exec(written.trim()) ?? []
  const address = mailboxOf(inside ?? alone ?? '')
  if (address) return { name: name || 'Signpost', address }
  throw new Fixable(
    `MAIL_FROM="${written}" is no address that mail can come from. Write it as: Signpost <signpost@council.example>`,
  )
}

/** An address as it can stand in a command of SMTP: nothing else may hide in it. Nothing where it is none. */
export function mailboxOf(address: string): string | undefined {
  const [, local = '', domain = ''] =
    /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([\p{L}\p{M}\p{N}.-]{1,253})$/u.exec(address) ?? []
  // What it makes of a name with other signs in it is the name before them: so those were refused.
  const ascii = domainToASCII(domain)
  return local && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(ascii) ? `${local}@${ascii}` : undefined
}

function certificateAt(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Fixable(`SMTP_CA="${path}" cannot be read. Name a file that holds a certificate in PEM, or leave it out.`)
  }
}
