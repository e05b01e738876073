import type { Page } from 'playwright-core'
import { desks, filledIn } from '../filled-in.ts'
import { fill } from './fill.ts'
import { type Hand, hand } from './hand.ts'
import type { practice } from './practice.ts'

/** A page, and what is done on it first so that it shows what is meant. */
export interface Sight {
  name: string
  path: string
  first?(page: Page): Promise<void>
}

const council = 'lewes-eastbourne'

/**
 * One page of every kind, in the council that ships with most on it. What has to have happened before is done here, as people would do it:
 * reports of all kinds, a case with messages, files, warnings and a history, a notice that cannot arrive.
 */
export async function everySight(program: Awaited<ReturnType<typeof practice>>): Promise<Sight[]> {
  const { address, clock, service, away } = program
  const people = hand(address)
  await people.get('/')
  const pass = async (minutes: number) => {
    clock.forward({ minutes })
    await service.round()
    await service.deliver()
  }
  const report = reporting(people)

  await said(people)
  const threat = await report('content', { 'sub-type': 'threat', danger: 'no', identity: 'named' }, aFile)
  const keepsOn = await report('content', { 'sub-type': 'persistent-user', profile: 'facebook.com/keeps.on' })
  const press = await report('press', { 'deadline-given': 'time', deadline: '2026-11-20 11:40' })
  const asked = await report('information-request', {})
  const waits = await report('conduct', {})
  await pass(1)
  await dealtWith(people, { threat, keepsOn })
  for (const place of [`web:complaints-officer.${council}`, `email:complaints-officer@${council}`])
    away.add(`${place}.test`)
  await report('complaint', {})
  for (let n = 0; n < 5; n++) await pass(20)

  return [
    ...outside(),
    ...staff({ threat, waits }),
    ...deskWork({ threat, keepsOn, press, asked }),
    ...oversight(threat),
  ]
}

const at = (player: string, rest = '') => `/${council}/${player}${rest}`
const lead = 'pretend-engagement-lead'

async function said(people: Hand): Promise<void> {
  const { post } = people
  for (const text of [
    'May I block somebody on our page?',
    'May I sell raffle tickets in the canteen?',
    '5.1?',
    'a child told me that her stepdad hits her',
  ])
    await post(at('sam', '/say'), { text })
  await post(at('sam', '/say'), { text: 'How fast must we answer a comment?', room: 'everybody' })
}

function reporting({ get, sends }: Hand) {
  return async (desk: string, given: Record<string, unknown>, files: Record<string, unknown> = {}): Promise<string> => {
    const path = at('sam', `/desk?desk=${desk}`)
    await get(path)
    const { text, status } = await sends(path, { ...filledIn(council, desk, given), ...files })
    const reference = /Saved: ([A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2})(?![\s\S]*Saved: )/.exec(text)?.[1]
    if (!reference) throw new Error(`${status} ${desk} was not saved: ${text.match(/class="mistake"[^/]*/g)}`)
    return reference
  }
}

const aFile = { files: new File(['A picture of it, in words.'], 'what I saw.txt') }

/** What a desk does with a case, until there is some of everything on its page. */
async function dealtWith(
  { get, post, sends }: Hand,
  { threat, keepsOn }: Record<'threat' | 'keepsOn', string>,
): Promise<void> {
  const about = (reference: string) => `reference=${reference}`
  await get(at(lead, `/case?${about(threat)}`))
  await post(at(lead, `/move?${about(threat)}&version=1&move=acknowledge`))
  await sends(at(lead, `/write?${about(threat)}&what=question`), { text: 'Did you see who wrote it?' })
  await sends(at('sam', `/write?${about(threat)}&what=addition`), { text: 'Only a first name.' })
  await sends(at(lead, `/write?${about(threat)}&what=note`), { text: 'The police were rung.' })
  await sends(at(lead, `/warn?${about(keepsOn)}&kind=warning`), { text: 'Told to stop.' })
}

function outside(): Sight[] {
  return [
    { name: 'start', path: '/' },
    {
      name: 'which council',
      path: '/',
      first: async page => {
        await page.fill('#text', 'May I block somebody on our page?')
        await page.click('.say button')
        await page.waitForLoadState()
      },
    },
    { name: 'who', path: `/${council}` },
    { name: 'no such page', path: `/${council}/sam/nothing` },
  ]
}

function staff({ threat, waits }: Record<'threat' | 'waits', string>): Sight[] {
  const own = (path: string) => at('sam', path)
  const forms = (desks.get(council) ?? []).map(
    ({ id }): Sight => ({ name: `form ${id} with mistakes`, path: own(`/desk?desk=${id}`), first: sendsIt }),
  )
  return [
    { name: 'talk, empty', path: at('kim') },
    { name: 'talk, commands', path: at('kim'), first: page => page.fill('#text', '/') },
    { name: 'talk', path: at('sam') },
    { name: 'room', path: own('/room/everybody') },
    { name: 'clause', path: at('sam'), first: followsClause },
    { name: 'clause that is gone', path: own('/clause?policy=social-media-policy&ref=8.2') },
    { name: 'clause beside', path: at('sam'), first: opensClause },
    { name: 'home', path: own('/home') },
    { name: 'help', path: own('/help') },
    { name: 'desks', path: own('/desk') },
    { name: 'form', path: own('/desk?desk=press') },
    ...forms,
    { name: 'mine', path: own('/mine') },
    { name: 'own case', path: own(`/own?reference=${threat}`) },
    { name: 'addition', path: own(`/write?reference=${threat}&what=addition`) },
    { name: 'take back', path: own(`/withdraw?reference=${waits}&version=1`) },
    { name: 'not theirs', path: at('kim', `/case?reference=${threat}`) },
    { name: 'receipt without a name', path: own('/desk?desk=conduct'), first: reportsUnnamed },
    { name: 'page open too long', path: own('/help'), first: sendsStale },
  ]
}

function deskWork({
  threat,
  keepsOn,
  press,
  asked,
}: Record<'threat' | 'keepsOn' | 'press' | 'asked', string>): Sight[] {
  const own = (path: string) => at(lead, path)
  const moves = ['assign', 'resolve', 'transfer', 'return']
  return [
    { name: 'notices', path: at(lead) },
    { name: 'inbox', path: own('/inbox') },
    { name: 'case', path: own(`/case?reference=${threat}`) },
    { name: 'case with warnings', path: own(`/case?reference=${keepsOn}`) },
    { name: 'case with a clock', path: at('pretend-information-requests-officer', `/case?reference=${asked}`) },
    ...moves.map(move => ({ name: `move ${move}`, path: own(`/move?reference=${threat}&version=2&move=${move}`) })),
    { name: 'move with mistakes', path: own(`/move?reference=${threat}&version=2&move=transfer`), first: sendsIt },
    { name: 'question', path: own(`/write?reference=${threat}&what=question`) },
    { name: 'warning', path: own(`/warn?reference=${keepsOn}&kind=warning`) },
    { name: 'step back', path: own(`/step-back?reference=${threat}`) },
    { name: 'to the agency', path: at('pretend-press-owner', `/agency?reference=${press}`) },
    { name: 'what the agency got', path: at('pretend-press-owner', '/outside/cobb-pr') },
    { name: 'numbers', path: own('/numbers') },
    { name: 'private room', path: at('pretend-bsp-officer', '/room/bsp-room') },
  ]
}

function oversight(threat: string): Sight[] {
  const officer = (path: string) => at('pretend-records-officer', path)
  const search = async (page: Page, give: string) => {
    await page.check('[value="subject-access"]')
    await page.fill('[name="one.reason"]', 'The person asked on Monday.')
    await page.fill('[name="one.words"]', 'known')
    await page.fill('[name="one.references"]', give)
    await sendsIt(page)
  }
  return [
    { name: 'records', path: officer('/records') },
    { name: 'records found', path: officer('/records'), first: page => search(page, '') },
    { name: 'records given out', path: officer('/records'), first: page => search(page, threat) },
    { name: 'hold', path: officer(`/hold?reference=${threat}&on=true`) },
    { name: 'stuck', path: at('pretend-administrator', '/stuck') },
    { name: 'home of the administrator', path: at('pretend-administrator', '/home') },
  ]
}

async function sendsIt(page: Page): Promise<void> {
  await page.click('.form > .ways button')
  await page.waitForLoadState()
}

async function sendsStale(page: Page): Promise<void> {
  await page.goto(page.url().replace('/help', ''))
  await page.evaluate(`for (const one of document.querySelectorAll('[name=token]')) one.value = 'old'`)
  await page.locator('.time button').first().click()
  await page.locator('h1', { hasText: 'That was not done' }).waitFor()
}

async function opensClause(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.locator('a[data-clause]').first().click()
  await page.locator('#beside h1').waitFor()
}

/** To the page that stands by itself, as without script. */
async function followsClause(page: Page): Promise<void> {
  const address = await page.locator('a[data-clause]').first().getAttribute('href')
  await page.goto(new URL(address ?? '', page.url()).href)
  await page.locator('main #marked').waitFor()
}

async function reportsUnnamed(page: Page): Promise<void> {
  await fill(page, filledIn(council, 'conduct', { identity: 'anonymous' }))
  await sendsIt(page)
}
