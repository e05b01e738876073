import { request } from 'node:http'
import { expect, test } from 'vitest'
import { openPracticeWeb, type PracticeWeb } from '../src/channels/web/playground/open.ts'
import { hand } from './support/web/hand.ts'
import { testshirePlayground } from './support/web/stage.ts'

const sam = '/testshire/sam'
const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'`</textarea>'

test('the playground is refused for a live council, and anywhere but on this machine', () => {
  const web = (settings: Partial<PracticeWeb['settings']>) =>
    openPracticeWeb({ settings: { MODE: 'practice', HOST: '127.0.0.1', PORT: 0, ...settings } } as PracticeWeb)

  expect(() => web({ HOST: '0.0.0.0' })).toThrow(/HOST=0\.0\.0\.0 would let others into the pretend workplace/)
  expect(() => web({ HOST: '192.168.0.10' })).toThrow(/leave HOST at 127\.0\.0\.1/)
  expect(() => web({ MODE: 'live' })).toThrow('The playground is for practice')
})

test('a request for another host is refused, so that no site can point its name at this machine', async () => {
  const { address } = await testshirePlayground()

  const own = await asked(address, '/', { host: new URL(address).host })
  const rebound = await asked(address, sam, { host: 'evil.test' })
  const port = await asked(address, sam, { host: '127.0.0.1:1' })
  const none = await asked(address, sam, { host: '' })

  expect([own, rebound, port, none].map(({ status }) => status)).toEqual([200, 421, 421, 421])
  expect(rebound.text).not.toContain('Sam')
})

test('what another site makes a browser send is refused, also with the right cookie and token', async () => {
  const { address } = await testshirePlayground()
  const { get, post } = hand(address)
  await get(sam)
  const elsewhere = [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]

  const refused = await Promise.all(elsewhere.map(headers => post(`${sam}/say`, { text: 'x' }, headers)))
  const picture = await hand(address, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }).get(sam)
  const ours = await post(`${sam}/say`, { text: 'May I answer a reporter?' })

  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  expect(picture.status).toBe(403)
  expect(ours.status).toBe(200)
})

test('a form without its token, or with that of another browser, does nothing', async () => {
  const { address } = await testshirePlayground()
  const [one, other] = [hand(address), hand(address)]
  await one.get(sam)
  const token = /name="token" value="([^"]+)"/.exec((await other.get(sam)).text)?.[1]

  const missing = await one.post(`${sam}/say`, { text: 'lost words', token: '' })
  const foreign = await one.post(`${sam}/say`, { text: 'lost words', token })
  const clock = await one.post(`${sam}/clock`, { step: '1-day', token })
  const talk = await one.get(sam)

  expect([missing, foreign, clock].map(({ status }) => status)).toEqual([403, 403, 403])
  expect(talk.text).not.toContain('lost words')
})

test('each answer forbids everything but our own files, and the cookie is for our pages alone', async () => {
  const { address } = await testshirePlayground()
  const { get } = hand(address)

  const pages = [
    await get('/'),
    await get(sam),
    await get('/nowhere/at/all'),
    await get(`${sam}/help`),
    await get('/healthz'),
  ]

  for (const { headers } of pages) {
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/)
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'.*require-trusted-types-for 'script'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|data:|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-powered-by')).toBeNull()
  }
  const cookie = pages[0]?.headers.get('set-cookie')
  expect(cookie).toMatch(/^signpost-practice=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
})

test('mark-up that somebody writes is shown as they wrote it, wherever it comes back', async () => {
  const { address, pass } = await testshirePlayground()
  const { get, post, sends } = hand(address)
  await get(sam)
  const given = { 'sub-type': 'enquiry', journalist: markup, outlet: markup, contact: markup, 'deadline-given': 'none' }
  const file = { files: new File(['words'], `${markup}.txt`) }

  const said = await post(`${sam}/say`, { text: markup })
  const wrong = await sends(`${sam}/desk?desk=press`, { ...given, what: '', 'said-already': markup })
  const receipt = await sends(`${sam}/desk?desk=press`, { ...given, what: markup, 'said-already': markup, ...file })
  const reference = /PRE-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.text)?.[0]
  await pass(1)
  const seen = await get(`/testshire/press-owner/case?reference=${reference}`)
  const odd = [
    await get(`${sam}/case?reference=${encodeURIComponent(markup.slice(0, 40))}`),
    await get(`${sam}/clause?policy=${encodeURIComponent(markup)}&ref=1`),
    await get(`/${encodeURIComponent(markup)}/sam`),
  ]

  expect(said.text).toContain('&#60;img src=x onerror=alert(1)&#62;')
  expect(seen.text).toContain('&#60;script&#62;alert(2)')
  for (const { text } of [said, wrong, receipt, seen, ...odd])
    expect(text).not.toMatch(/<img|<script>|onerror="|<\/textarea>"/)
})

test('a file is saved and never shown, whatever it says it is', async () => {
  const { address, pass } = await testshirePlayground()
  const { get, sends } = hand(address)
  await get(sam)
  const page = new File(['<script>alert(1)</script>'], 'page.html')
  const text = new File(['words of a file'], '../../etc/"bad\u202e.txt', { type: 'text/html' })
  const html = await sends(`${sam}/desk?desk=press`, { ...enquiry, files: page })
  const receipt = await sends(`${sam}/desk?desk=press`, { ...enquiry, files: text })
  const reference = /PRE-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.text)?.[0]
  await pass(1)

  const seen = await get(`/testshire/press-owner/case?reference=${reference}`)
  const href = /href="(\/testshire\/press-owner\/file\?[^"]+)"/.exec(seen.text)?.[1]?.replaceAll('&#38;', '&')
  const file = await get(href ?? '')
  const kims = await get((href ?? '').replace('press-owner', 'kim'))

  expect(html.text).toContain('is of a kind that is not taken')
  expect(file.text).toBe('words of a file')
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="?[^/\\]*bad/)
  expect(file.headers.get('content-type')).not.toContain('html')
  expect(file.headers.get('content-security-policy')).toContain('sandbox')
  expect(kims.text).not.toContain('words of a file')
})

test('files beyond the limits are refused with the reason, and the rest of the form stays', async () => {
  const { address } = await testshirePlayground()
  const { get, sends } = hand(address)
  await get(sam)
  const big = new File([Buffer.alloc(20 * 1024 * 1024 + 1)], 'big.png')

  const refused = await sends(`${sam}/desk?desk=press`, { ...enquiry, files: big })
  const long = await sends(`${sam}/desk?desk=press`, { ...enquiry, what: 'x'.repeat(400_001) })
  const mine = await get(`${sam}/mine`)

  expect(refused.status).toBe(422)
  expect(refused.text).toContain('is larger than 20 MB, so it was not kept')
  expect(refused.text).toContain('Why is the pool shut?')
  expect(long.status).toBe(413)
  expect(mine.text).not.toContain('PRE-')
})

const enquiry = {
  ...{ 'sub-type': 'enquiry', journalist: 'Jo', outlet: 'The Gazette', contact: 'x', 'deadline-given': 'none' },
  ...{ what: 'Why is the pool shut?', 'said-already': 'nothing' },
}

/** With a host of our choice, which `fetch` does not allow. */
function asked(
  address: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, address), { headers, setHost: false }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject).end()
  })
}
