import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostBytes, readBounce } from '../src/channels/email/bounce.ts'
import { markOf, tokenOf } from '../src/channels/email/ids.ts'
import { exchange, exim, postfix } from './support/reports.ts'

const delivery = '3f2a1c9e-1111-4222-8333-444455556666'
const token = tokenOf(delivery, 'clerk@council.test')
const found = { delivery, mark: markOf('clerk@council.test') }
const headers = `Subject: New report\nMessage-ID:\n <${token}@council.test>\nX-Signpost-Delivery: ${token}`
const read = (text: string) => readBounce(Buffer.from(text))

describe('a report of a mail server', () => {
  test.each([
    ['Postfix', postfix({ headers }), 'bad-address'],
    ['Postfix, with lines as they come over the wire', postfix({ headers }).replaceAll('\n', '\r\n'), 'bad-address'],
    ['Exchange, under a Message-ID of its own', exchange({ headers }), 'bad-address'],
    ['Exim, in its old form', exim({ headers }), 'bounced'],
    ['one that only gives what it was told to say', postfix({ headers: '', envelopeId: token }), 'bad-address'],
    ['one that says that a mailbox is full', postfix({ headers, status: '5.2.2' }), 'full'],
    ['one that says that it was too large', postfix({ headers, status: '5.3.4' }), 'too-large'],
    ['one that gave up after days', postfix({ headers, status: '4.4.7' }), 'bounced'],
    ['one that gives no status', postfix({ headers, status: '' }), 'bounced'],
    ['one that packs its parts', packed(postfix({ headers })), 'bad-address'],
    [
      'one in other letters',
      postfix({ headers }).replace(/(Action|Status|Content-Type|boundary)/g, w => w.toUpperCase()),
      'bad-address',
    ],
  ])('%s leads to the notice', (_, text, problem) => {
    expect(read(text)).toEqual({ is: 'failure', token: found, problem })
  })

  test.each([
    ['a warning that it takes longer', postfix({ headers, action: 'delayed', status: '4.4.1' })],
    ['a receipt', postfix({ headers, action: 'delivered', status: '2.0.0' })],
    ['that it went on to a list', postfix({ headers, action: 'expanded', status: '2.0.0' })],
    [
      'an answer of somebody who is away',
      `In-Reply-To: <${token}@council.test>\nSubject: Out of office\n\nAction: failed\n${headers}`,
    ],
    [
      'a person who answers, with all of it below',
      `From: a@b\nReferences: <${token}@council.test>\n\nMail failed!\n${headers}`,
    ],
    ['our own mail, come round', `${headers}\n\nWords.`],
    ['nothing', ''],
  ])('%s is no failure', (_, text) => {
    expect(read(text)).toEqual({ is: 'no-failure' })
  })

  test.each([
    ['about another mail', postfix({ headers: 'Message-ID: <1@other.test>' })],
    ['with a name that is nearly ours', postfix({ headers: headers.replaceAll(token, token.slice(0, -1)) })],
    ['that names none', exim({ headers: '' })],
  ])('a failure %s is not ours', (_, text) => {
    expect(read(text)).toEqual({ is: 'not-ours' })
  })
})

describe('a mail that means harm', () => {
  const big = mostBytes
  test.each([
    ['is one line of spaces', ' '.repeat(big)],
    ['is nothing but ends of lines', '\n'.repeat(big)],
    ['has a header without end', `Content-Type: multipart/report; boundary=${'"'.repeat(big)}`],
    ['folds one header a million times', `A: b${'\n '.repeat(big / 2)}`],
    ['says it is encoded, and is spaces', `Content-Transfer-Encoding: quoted-printable\n\n${' '.repeat(big)}`],
    ['says it is encoded, and is signs', `Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(big / 2)}`],
    ['is nested without end', 'Content-Type: message/rfc822\n\n'.repeat(big / 30)],
    ['has parts within parts', nested(2_000)],
    ['has a million parts', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(big / 5)}`],
    ['is a status of a million lines', `Content-Type: message/delivery-status\n\n${'Action: x\n\n'.repeat(big / 12)}`],
    ['is a name of ours that never ends', `X-Failed-Recipients: a\n\n${'3f2a1c9e-'.repeat(big / 9)}`],
  ])('%s is read in less than a second', (_, text) => {
    const began = performance.now()

    const bounce = read(text)

    expect(bounce.is).not.toBe('failure')
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('what stands beyond a megabyte is not read', () => {
    expect(read(postfix({ headers: `X: ${'x'.repeat(mostBytes)}\n${headers}` }))).toEqual({ is: 'not-ours' })
  })

  test('any bytes at all, and any report with pieces cut out of it, are read without a fault', () => {
    const whole = postfix({ headers })

    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), bytes => readBounce(bytes).is !== 'failure'))
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (from, to) =>
        ['failure', 'no-failure', 'not-ours'].includes(read(whole.slice(0, from) + whole.slice(to)).is),
      ),
    )
  })
})

/** The same with its parts in base64 and quoted-printable, as some gateways make them. */
function packed(text: string): string {
  return text
    .replace(/Content-Type: message\/delivery-status\n\n([\s\S]*?)\n\n--/, (_, body) => {
      const lines = Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\n')
      return `Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${lines}\n\n--`
    })
    .replace(/Content-Type: text\/rfc822-headers\n\n([\s\S]*?)\n\n--/, (_, body) => {
      const lines = String(body).replaceAll('=', '=3D').replace(/.{60}/g, '$&=\n')
      return `Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: quoted-printable\n\n${lines}\n\n--`
    })
}

function nested(depth: number): string {
  return Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join('')
}
