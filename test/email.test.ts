import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBounce } from '../src/channels/email/bounce.ts'
import { mailboxOf, serverFrom } from '../src/channels/email/server.ts'
import type { Block, Reply } from '../src/chat/reply.ts'
import { emailTo, opened, sending } from './support/mail.ts'
import { mailServer } from './support/smtp.ts'

const open = { label: 'Open', act: { do: 'case', reference: 'PRE-2345-6A' } } as const
const reply: Reply = {
  title: 'Urgent: New report PRE-2345-6A',
  for: 'place',
  blocks: [
    { is: 'notice', tone: 'warning', text: 'This is a drill.' },
    {
      is: 'facts',
      heading: 'How it stands',
      facts: [
        ['Case', 'PRE-2345-6A'],
        ['Desk', 'Press'],
      ],
      actions: [open],
    },
    { is: 'text', text: 'One\ntwo\n\n- first\n- second\nthree' },
    { is: 'quote', from: 'Questions', under: 'Asked:', text: 'Why is it shut?\nWhen does it open?' },
    { is: 'file', name: 'PLANTED.png', kind: 'image/png', content: Buffer.from('PLANTED') },
    { is: 'table', caption: 'Counts', columns: ['Desk', 'Count'], rows: [['Press', 3]] },
    { is: 'actions', actions: [{ label: 'See what is stuck', act: { do: 'stuck' } }] },
  ],
}

describe('a notice as a mail', () => {
  test('can be read as plain text, and says where to go in place of buttons', async () => {
    const { text } = await mailed({ reply })

    expect(text.replace(/\r/g, '')).toBe(`Urgent: New report PRE-2345-6A

! This is a drill.

How it stands
Case: PRE-2345-6A
Desk: Press

Open PRE-2345-6A in your council’s Signpost.

One
two

- first
- second
three

Questions
Asked:
  “Why is it shut?
  When does it open?”

There is a file. Open it in your council’s Signpost.

Counts
Desk  Count
Press  3

Open your council’s Signpost for this: See what is stuck.

Signpost sent this by itself. Nobody reads an answer to it.
`)
  })

  test('is HTML that a screen reader and Outlook can follow, and that fetches nothing', async () => {
    const { html } = await mailed({ reply })

    expect(html).toMatch(/<html lang="en-GB">[\s\S]*<title>Urgent: New report PRE-2345-6A<\/title>/)
    expect(html).toMatch(/<h1[^>]*>Urgent: New report PRE-2345-6A<\/h1>[\s\S]*<h2[^>]*>How it stands<\/h2>/)
    expect(html).toMatch(/<th scope="row"[^>]*>Desk<\/th><td[^>]*>Press<\/td>/)
    expect(html.replace(/\r/g, '')).toContain(
      '<p>One<br>\ntwo</p>\n<ul>\n<li>first</li>\n<li>second</li>\n</ul>\n<p>three</p>',
    )
    expect(html).toContain('<strong>Important:</strong> This is a drill.')
    expect(html).toMatch(/<caption[^>]*>Counts<\/caption>[\s\S]*<th scope="col"/)
    expect(html).toMatch(/<strong>Questions<\/strong><\/p>\r?\n<p[^>]*>Asked:<\/p>\r?\n<blockquote/)
    expect(html).not.toContain('PLANTED')
    expect(html).not.toMatch(/<img|<script|<link|<style|@import|url\(|https?:|<form|<button|\son\w+=/i)
  })

  test('has a link for each action that has an address, in both', async () => {
    const links = async (address: string) => (act: { do: string }) =>
      act.do === 'case' ? `https://signpost.council.test/o?for=${address}&x="1"` : 'javascript:alert(1)'

    const { text, html } = await mailed({ reply }, links)

    expect(text).toContain('Open: https://signpost.council.test/o?for=email:clerk@council.test&x="1"')
    expect(html).toContain('<a href="https://signpost.council.test/o?for=email:clerk@council.test&#38;x=&#34;1&#34;"')
    expect(html + text).not.toContain('javascript')
    expect(text).toContain('Open your council’s Signpost for this: See what is stuck.')
  })

  test('says that a machine sent it, when, and asks that only a failure comes back, without its text', async () => {
    const { headers, args, from, to } = await mailed({ reply })

    expect(Object.fromEntries(headers)).toMatchObject({
      subject: 'Urgent: New report PRE-2345-6A',
      from: 'Signpost <signpost@council.test>',
      to: 'clerk@council.test',
      date: 'Fri, 20 Nov 2026 10:00:00 +0000',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'OOF, AutoReply',
    })
    expect([...headers.keys()].filter(name => name.startsWith('list-') || name === 'precedence')).toEqual([])
    expect({ from, to }).toEqual({ from: 'signpost@council.test', to: ['clerk@council.test'] })
    expect(args).toMatchObject({ SIZE: expect.any(String) })
  })

  test('has the same name at each try, and stands in one thread with all about that case to that address', async () => {
    const first = await mailed({})
    const again = await mailed({})
    const next = await mailed({ id: '3f2a1c9e-1111-4222-8333-444455557777' })
    const elsewhere = await mailed({ address: 'email:deputy@council.test' })
    const another = await mailed({ thread: 'SAF-2345-6A' })
    const roots = [first, again, next, elsewhere, another].map(({ headers }) => headers.get('references'))

    expect(again.headers.get('message-id')).toBe(first.headers.get('message-id'))
    expect(first.headers.get('message-id')).toMatch(
      /^<3f2a1c9e-1111-4222-8333-444455556666\.[0-9a-f]{12}@council\.test>$/,
    )
    expect(roots.slice(0, 3)).toEqual([roots[0], roots[0], roots[0]])
    expect(new Set(roots).size).toBe(3)
    expect(first.headers.get('in-reply-to')).toBe(roots[0])
    expect(roots.join()).not.toMatch(/PRE|clerk/)
  })

  test('is never written where the one before stands, since nothing that was mailed can be changed', async () => {
    const server = await mailServer()

    const sent = await emailTo(`smtp://127.0.0.1:${server.port}`).send(sending({ quietly: true }))

    expect({ sent, taken: server.taken }).toEqual({ sent: { outcome: 'sent' }, taken: [] })
  })
})

describe('words that are not ours', () => {
  test('nothing in a title can become a header', async () => {
    const title = 'A\r\nBcc: eve@evil.test\r\n\r\nbody\u2028\u0000 é'

    const { headers, text, to, raw } = await mailed({ reply: { ...reply, title }, thread: 'x\r\nBcc: eve@evil.test' })

    expect(to).toEqual(['clerk@council.test'])
    expect([...headers.keys()]).not.toContain('bcc')
    expect(text.split('\r\n')[0]).toBe('A Bcc: eve@evil.test body é')
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/m)
  })

  test('whatever stands in any block, the HTML has only the tags that are ours', async () => {
    const server = await mailServer()
    const email = emailTo(`smtp://127.0.0.1:${server.port}`)
    const nasty = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '\n', '- ', ' ', 'b', '\u0000', '😀'),
    })
    const tags =
      /<(?!\/?(?:html|head|meta|title|body|h1|h2|p|br|strong|ul|li|blockquote|table|tr|th|td|caption|a)\b|!doctype)/

    await fc.assert(
      fc.asyncProperty(nasty, async words => {
        server.taken.length = 0
        await email.send(sending({ reply: { title: words, for: 'place', blocks: blocksOf(words) } }))

        const { html } = opened(server.taken[0]?.raw ?? '')
        expect(html.slice('<!doctype'.length)).not.toMatch(tags)
        expect(html.match(/<[a-z][^>]*>/g)?.every(tag => isOurs(tag))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    'a@b.test\r\nRCPT TO:<eve@evil.test>',
    '<a@b.test>',
    'a b@c.test',
    'a,b@c.test',
    'a@b.test> NOTIFY=NEVER',
    'ü@b.test',
    'a@',
    '@b.test',
    'a@b@c.test',
    `${'a'.repeat(65)}@b.test`,
    'a@b.test:25',
    'a@b/c',
  ])('%j is no address, and nothing is sent to it', async address => {
    const server = await mailServer()

    const sent = await emailTo(`smtp://127.0.0.1:${server.port}`).send(sending({ address: `email:${address}` }))

    expect({ sent, taken: server.taken }).toEqual({ sent: { outcome: 'never', problem: 'bad-address' }, taken: [] })
  })

  test('an address with signs that are allowed, and one under a name with accents, are written as servers know them', () => {
    expect(mailboxOf("o'neil+signpost@council.test")).toBe("o'neil+signpost@council.test")
    expect(mailboxOf('clerk@Pärish.test')).toBe('clerk@xn--prish-gra.test')
  })
})

describe('the settings of mail', () => {
  const from = 'Signpost <signpost@council.test>'
  const read = (SMTP_URL: string, MAIL_FROM = from, SMTP_PLAIN: 'yes' | 'no' = 'no') =>
    serverFrom({ MODE: 'live', SMTP_URL, MAIL_FROM, SMTP_PLAIN })

  test.each([
    ['smtp://mail.council.test', 587, false, true, true],
    ['smtp://mail.council.test:25', 25, false, true, true],
    ['smtps://mail.council.test', 465, true, false, true],
    ['smtp://localhost:25', 25, false, false, false],
    ['smtp://127.0.0.1', 587, false, false, false],
    ['smtp://[::1]:25', 25, false, false, false],
    ['smtp://localhost.evil.test', 587, false, true, true],
    ['smtp://127.0.0.1.evil.test', 587, false, true, true],
    ['smtps://localhost', 465, true, false, true],
  ])('%s: port %i, from the first byte %s, must encrypt %s, who it is is checked %s', (url, port, ...rest) => {
    const server = read(url)

    expect([server.port, server.secure, server.mustEncrypt, server.tls.rejectUnauthorized]).toEqual([port, ...rest])
  })

  test('a password may hold any sign, written as addresses write them', () => {
    expect(read('smtp://jo%40council:p%40ss%2F%23%25@mail.test').auth).toEqual({ user: 'jo@council', pass: 'p@ss/#%' })
  })

  test.each([
    'mail.test',
    'http://mail.test',
    'smtp://',
    'smtp://u:hidden#x@mail.test',
    'smtp://u:hid%zz@mail.test',
    'smtp://u@mail.test',
    'smtp://u:hidden@mail.test/path',
  ])('%s is refused with a sentence that shows no password', url => {
    expect(() => read(url)).toThrow(/^SMTP_URL/)
    expect(() => read(url)).not.toThrow(/hid/)
  })

  test.each(['', 'Signpost', 'a@b, c@d', 'Signpost <a@b> <c@d>', 'x\r\n <a@b.test>'])(
    'mail cannot come from %j',
    sender => {
      expect(() => read('smtp://mail.test', sender)).toThrow(/^MAIL_FROM="/)
    },
  )

  test('in practice there is no mail, whatever the settings say', () => {
    expect(() => emailTo('smtp://127.0.0.1:25', { MODE: 'practice' })).toThrow('In practice no mail may leave')
  })
})

test('a mail of ours that comes back leads to its notice and to the address it was for', async () => {
  const { raw } = await mailed({})

  const bounce = readBounce(
    Buffer.from(`X-Failed-Recipients: clerk@council.test\r\n\r\nAll of it follows.\r\n\r\n${raw}`),
  )

  expect(bounce).toMatchObject({ is: 'failure', token: { delivery: '3f2a1c9e-1111-4222-8333-444455556666' } })
})

async function mailed(more: Parameters<typeof sending>[0], linksFor?: unknown) {
  const server = await mailServer()
  const sent = await emailTo(`smtp://127.0.0.1:${server.port}`, {}, linksFor ? { linksFor } : {}).send(sending(more))
  const [taken] = server.taken
  if (!taken) throw new Error(JSON.stringify(sent))
  return { ...taken, ...opened(taken.raw) }
}

function blocksOf(words: string): Block[] {
  return [
    { is: 'text', text: words, heading: words },
    { is: 'quote', text: words, from: words },
    { is: 'facts', facts: [[words, words]], actions: [{ ...open, label: words }] },
    { is: 'notice', tone: 'danger', text: words },
    { is: 'table', caption: words, columns: [words], rows: [[words]] },
  ]
}

/** Each attribute as we write it: a name, and a value in quotation marks that holds no other. */
function isOurs(tag: string): boolean {
  return /^<[a-z0-9]+(?: [a-z]+="[^"<>]*")*>$/.test(tag)
}
