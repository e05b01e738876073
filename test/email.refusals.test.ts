import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { mailMistakes } from '../src/channels/email/mistakes.ts'
import { outcomeOf } from '../src/channels/email/outcome.ts'
import { problemInWords } from '../src/chat/pages/states.ts'
import { certificate } from './support/certificate.ts'
import { folder, put } from './support/folder.ts'
import { brief, emailTo, sending } from './support/mail.ts'
import { breaks, closes, hangs, oddServer, type Step, says, steps } from './support/odd-smtp.ts'
import { mailServer } from './support/smtp.ts'

const recipient: [name: string, reply: [number, string], outcome: string, problem: string][] = [
  ['a mailbox that does not exist', [550, '5.1.1 no jo@secret here'], 'never', 'bad-address'],
  ['the same from an older server', [550, 'no such user'], 'never', 'bad-address'],
  ['an account that was switched off', [550, '5.2.1 disabled'], 'never', 'deactivated'],
  ['a mailbox that is full', [552, '5.2.2 over quota'], 'never', 'full'],
  ['a rule of the other side', [550, '5.7.1 not from you to them'], 'never', 'refused'],
  ['greylisting', [451, '4.7.1 come back in five minutes'], 'later', 'deferred'],
  ['a server that is busy', [421, '4.3.2 too many'], 'later', 'deferred'],
  ['a server that wants us to sign in', [530, '5.7.57 client was not authenticated'], 'later', 'signed-out'],
  ['a server that has lost the thread', [503, '5.5.1 MAIL first'], 'later', 'garbled'],
  ['a sender that is blocked', [550, '5.7.501 banned sender'], 'later', 'not-allowed'],
]

describe('what a mail server says of a recipient', () => {
  test.each(recipient)('%s', async (_, reply, outcome, problem) => {
    const server = await mailServer()
    server.manners.recipient = () => reply

    const sent = await emailTo(`smtp://127.0.0.1:${server.port}`).send(sending())

    expect(sent).toEqual({ outcome, problem })
  })
})

const mail: [name: string, reply: [number, string], outcome: string, problem: string][] = [
  ['one that is too large', [552, '5.3.4 too big'], 'never', 'too-large'],
  ['one that looks like spam', [554, '5.7.1 spam'], 'never', 'refused'],
  ['a server that is out of room', [452, '4.3.1 no space'], 'later', 'deferred'],
  ['an account that may not send in this name', [554, '5.2.252 SendAsDenied'], 'later', 'not-allowed'],
]

describe('what a mail server says of a whole mail', () => {
  test.each(mail)('%s', async (_, reply, outcome, problem) => {
    const server = await mailServer()
    server.manners.mail = () => reply

    const sent = await emailTo(`smtp://127.0.0.1:${server.port}`).send(sending())

    expect(sent).toEqual({ outcome, problem })
  })

  test('a mail larger than the server takes is not even offered', async () => {
    const server = await mailServer({ size: 500 })

    const sent = await emailTo(`smtp://127.0.0.1:${server.port}`).send(sending())

    expect(sent).toEqual({ outcome: 'never', problem: 'too-large' })
    expect(server.taken).toEqual([])
  })
})

/** At each step: a server that hangs, goes, breaks off, answers nonsense, and answers half. After the body it may have the mail. */
const oddities = steps.flatMap(step => {
  const lost = step === 'body' ? 'cut-off' : 'down'
  const silent = step === 'body' ? 'cut-off' : 'no-answer'
  return [
    [step, 'hangs', hangs, silent],
    [step, 'closes', closes, lost],
    [step, 'breaks off', breaks, lost],
    [step, 'answers nonsense', says('\u0000\u00ff 550 what?\r\n'), 'garbled'],
    [step, 'answers half', says('25'), silent],
    [step, 'never ends its answer', says(`250-${'x'.repeat(80)}\r\n`.repeat(20)), silent],
  ] as [Step, string, typeof hangs, string][]
})

test('a server that can is asked to report failure alone, under the name of the notice, and without the text', async () => {
  const server = await oddServer('EHLO', says('250-odd.test\r\n250-SIZE 1000000\r\n250 DSN\r\n'))

  await emailTo(`smtp://127.0.0.1:${server.port}`).send(sending())

  expect(server.seen.lines.filter(line => /^(?:MAIL|RCPT)/.test(line))).toEqual([
    expect.stringMatching(
      /^MAIL FROM:<signpost@council\.test> SIZE=\d+ RET=HDRS ENVID=3f2a1c9e-1111-4222-8333-444455556666\.[0-9a-f]{12}$/,
    ),
    'RCPT TO:<clerk@council.test> NOTIFY=FAILURE',
  ])
})

describe('a mail server that is not well', () => {
  test.each(oddities)('at %s it %s: the notice is tried again', async (step, _, oddity, problem) => {
    const server = await oddServer(step, oddity)
    const email = emailTo(`smtp://jo:correct@127.0.0.1:${server.port}`, {}, { patience: brief })

    const sent = await email.send(sending())

    expect(sent).toEqual({ outcome: 'later', problem })
    expect(server.seen.bodies).toBe(step === 'body' ? 1 : 0)
  })

  test('one that lets an answer trickle is left when its time is over', async () => {
    const server = await oddServer('RCPT', socket => {
      const drip = setInterval(() => socket.write('2'), 20)
      socket.on('close', () => clearInterval(drip))
    })

    const began = Date.now()
    const sent = await emailTo(`smtp://127.0.0.1:${server.port}`, {}, { patience: brief }).send(sending())

    expect(sent).toEqual({ outcome: 'later', problem: 'no-answer' })
    expect(Date.now() - began).toBeLessThan(3_000)
  })

  test('three mails that hang keep a fourth from waiting longer than its turn', async () => {
    const server = await oddServer('greeting', hangs)
    const patience = { turnMs: 60, connectMs: 400, wholeMs: 400 }
    const email = emailTo(`smtp://127.0.0.1:${server.port}`, {}, { patience })

    const began = Date.now()
    const all = [1, 2, 3, 4].map(() => email.send(sending()).then(sent => ({ sent, after: Date.now() - began })))
    const fourth = await all[3]

    expect(fourth?.sent).toEqual({ outcome: 'later', problem: 'no-answer' })
    expect(fourth?.after).toBeLessThan(350)
    await Promise.all(all)
  })

  test('a port where nobody listens, and a name that nobody has, are "down"', async () => {
    const closed = await freePort()

    const sent = await Promise.all([
      emailTo(`smtp://127.0.0.1:${closed}`).send(sending()),
      emailTo('smtp://mail.invalid').send(sending()),
    ])

    expect(sent).toEqual([1, 2].map(() => ({ outcome: 'later', problem: 'down' })))
  })
})

describe('keeping what is sent from others on the way', () => {
  test('a server that does not offer to encrypt is left before anything is said, the password first of all', async () => {
    const server = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })

    const sent = await emailTo(`smtp://jo:correct@0.0.0.0:${server.port}`).send(sending())

    expect(sent).toEqual({ outcome: 'later', problem: 'not-encrypted' })
    expect(server.taken).toEqual([])
  })

  test.each([
    ['that nobody vouches for', { names: ['0.0.0.0'] }, false],
    ['made out for another name', { names: ['mail.other.test'] }, true],
  ])('a certificate %s is not taken', async (_, made, trusted) => {
    const server = await mailServer(made)

    const more = trusted ? { SMTP_CA: server.trusted() } : {}
    const encrypted = await emailTo(`smtp://0.0.0.0:${server.port}`, more).send(sending())

    expect(encrypted).toEqual({ outcome: 'later', problem: 'certificate' })
    expect(server.taken).toEqual([])
  })

  test('a certificate that has run out is not taken', async () => {
    const old = certificate(['127.0.0.1'], { from: -30, to: -1 })
    const server = await mailServer({ ...old, secure: true })

    const sent = await emailTo(`smtps://127.0.0.1:${server.port}`, { SMTP_CA: put(folder(), 'ca.pem', old.cert) }).send(
      sending(),
    )

    expect(sent).toEqual({ outcome: 'later', problem: 'certificate' })
  })

  test('one of the council’s own authority is taken, over STARTTLS and from the first byte', async () => {
    const [upgraded, whole] = [await mailServer(), await mailServer({ secure: true })]

    const sent = await Promise.all([
      emailTo(`smtp://jo:correct@0.0.0.0:${upgraded.port}`, { SMTP_CA: upgraded.trusted() }).send(sending()),
      emailTo(`smtps://jo:correct@127.0.0.1:${whole.port}`, { SMTP_CA: whole.trusted() }).send(sending()),
    ])

    expect(sent).toEqual([{ outcome: 'sent' }, { outcome: 'sent' }])
    expect([...upgraded.taken, ...whole.taken].map(({ secure, user }) => ({ secure, user }))).toEqual(
      [1, 2].map(() => ({ secure: true, user: 'jo' })),
    )
  })

  test('speaking TLS to a server that does not is said as such', async () => {
    const server = await mailServer()

    const sent = await emailTo(`smtps://127.0.0.1:${server.port}`).send(sending())

    expect(sent).toEqual({ outcome: 'later', problem: 'not-encrypted' })
  })

  test('a relay inside the network may be spoken to in the clear, where the settings say so', async () => {
    const server = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })

    const sent = await emailTo(`smtp://0.0.0.0:${server.port}`, { SMTP_PLAIN: 'yes' }).send(sending())

    expect(sent).toEqual({ outcome: 'sent' })
    expect(server.taken.map(({ secure }) => secure)).toEqual([false])
  })

  test('a wrong password, and a server that wants one where none is set, wait until somebody puts it right', async () => {
    const server = await mailServer({ authOptional: false })

    const sent = await Promise.all([
      emailTo(`smtp://jo:wrong@127.0.0.1:${server.port}`).send(sending()),
      emailTo(`smtp://127.0.0.1:${server.port}`).send(sending()),
    ])

    expect(sent).toEqual([1, 2].map(() => ({ outcome: 'later', problem: 'signed-out' })))
  })

  test('where a password is set, nothing is sent through a server that does not ask for it', async () => {
    const server = await mailServer({ disabledCommands: ['AUTH'] })

    const sent = await emailTo(`smtp://jo:correct@127.0.0.1:${server.port}`).send(sending())

    expect({ sent, taken: server.taken }).toEqual({ sent: { outcome: 'later', problem: 'signed-out' }, taken: [] })
  })
})

test('doctor goes as far as signing in, says in words what is wrong, and shows no password', async () => {
  const server = await mailServer()
  const look = (url: string | undefined, more = {}) =>
    mailMistakes(
      { MODE: 'live', SMTP_URL: url, MAIL_FROM: 'signpost@council.test', SMTP_PLAIN: 'no', ...more },
      [['email:a@b.test'], ['web:a', 'email:a@b.test']],
      brief,
    )

  const said = await Promise.all([
    look(`smtp://jo:correct@127.0.0.1:${server.port}`),
    look(`smtp://jo:wrong@127.0.0.1:${server.port}`),
    look('smtp//jo:hidden@host'),
    look(undefined),
    look(`smtp://jo:wrong@127.0.0.1:${server.port}`, { MODE: 'practice' }),
  ])

  expect(said).toEqual([
    [],
    [`Mail cannot be sent through 127.0.0.1, port ${server.port}. Signpost could not sign in there. See the settings.`],
    [expect.stringMatching(/^SMTP_URL cannot be read/)],
    ['1 of those who are told can be reached by mail alone. Set SMTP_URL.'],
    [],
  ])
  expect(JSON.stringify(said)).not.toMatch(/hidden|wrong/)
  expect(server.taken).toEqual([])
})

test('whatever a server replies, at whatever step, becomes a word of ours that can be said', () => {
  const details = ['', ' 5.1.1', ' 5.2.2', ' 5.3.4', ' 4.4.7', ' 5.7.60', ' 9.9.9', '-x']
  const replies = [undefined, 100, 250, 354, 400, 421, 451, 500, 503, 530, 535, 550, 552, 554, 599, 999]
  const codes = ['ECONNECTION', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'EENVELOPE', 'EPROTOCOL', 'EWHAT']
  const failures = codes.flatMap(code =>
    replies.flatMap(responseCode =>
      ['CONN', 'API', 'MAIL FROM', 'RCPT TO', 'DATA'].flatMap(command =>
        details.map(detail => ({ code, command, responseCode, response: `${responseCode}${detail} for jo@secret` })),
      ),
    ),
  )

  const outcomes = (['connecting', 'signing-in', 'sending', 'handed-over'] as const).map(stage =>
    failures.map(failure => outcomeOf(failure, stage)),
  )

  const problems = new Set(outcomes.flat().map(sent => (sent.outcome === 'sent' ? 'sent' : sent.problem)))
  expect([...problems].filter(problem => problemInWords(problem).includes('('))).toEqual([])
  // Before a mail was begun, nothing a server says can be about whoever it is for.
  expect(outcomes.map(sent => sent.some(({ outcome }) => outcome === 'never'))).toEqual([false, false, true, true])
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
