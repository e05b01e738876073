import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import express from 'express'
import type { Page } from 'playwright-core'
import { launched, noBrowser } from '../support/chromium.ts'
import { hand } from '../support/web/hand.ts'

const starts = 7
const questions = 200

/** How long somebody waits after `npm start` for the page, and after a question for its answer, beside a bare express page. */
export async function benchWeb(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const first = await started(place)
  // It shows the page before every document is indexed; `readyz` waits for the last.
  await fetch(`${first.address}/readyz`)
  await first.stop()
  const whole: number[] = []
  const bare: number[] = []
  for (let n = 0; n < starts; n++) {
    const again = await started(place)
    whole.push(again.ms)
    await again.stop()
    bare.push(await bareStart())
  }
  console.log(`\nfrom npm start to the first page\n  with nothing indexed yet: ${Math.round(first.ms)} ms`)
  line('Signpost, indexed', whole)
  line('npm start of a bare express page', bare)

  const program = await started(place)
  const page = await barePage()
  console.log('\na question answered, the whole page sent again, by HTTP')
  line('Signpost', await asked(program.address))
  line('a bare express page', await asked(page.address))
  if (noBrowser) console.log(noBrowser)
  else {
    console.log('\na question answered on the screen, in Chromium')
    line('Signpost', await onScreen(`${program.address}/chesterfield/pretend-ict-lead`))
    line('a bare express page', await onScreen(`${page.address}/chesterfield/pretend-ict-lead`))
  }
  page.close()
  await program.stop()
  rmSync(place, { recursive: true, force: true })
}

/** As a person starts it, with all that it keeps in a folder of its own. */
async function started(place: string) {
  const own = { INDEX: 'index', DATABASE_URL: 'signpost.db', FILES: 'files', KEY_FILE: 'master.key', HEARTBEAT: 'beat' }
  const environment = Object.entries(own).map(([name, file]) => [name, join(place, file)])
  const began = performance.now()
  const program = spawn('npm', ['start'], {
    ...{ detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
    env: { ...process.env, ...Object.fromEntries(environment), MODE: 'practice', PORT: '0' },
  })
  for await (const said of createInterface({ input: program.stdout })) {
    const address = /http:\/\/\S+/.exec(said)?.[0]
    if (!address) continue
    await (await fetch(address)).text()
    const ms = performance.now() - began
    const stop = async () => {
      process.kill(-(program.pid ?? 0), 'SIGINT')
      await once(program, 'exit')
    }
    return { address, ms, stop }
  }
  throw new Error('npm start ended without an address.')
}

/** What node, npm and tsx cost before a line of ours has run: a page of express alone, started the same way. */
async function bareStart(): Promise<number> {
  const began = performance.now()
  const file = join(import.meta.dirname, 'bare-page.ts')
  const program = spawn('npm', ['exec', '--offline', '--', 'tsx', file], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const address of createInterface({ input: program.stdout })) {
    await (await fetch(address)).text()
    const ms = performance.now() - began
    process.kill(-(program.pid ?? 0), 'SIGKILL')
    await once(program, 'exit')
    return ms
  }
  throw new Error('The bare page ended without an address.')
}

const councils = ['chesterfield', 'east-herts', 'emersons-green', 'lewes-eastbourne'].flatMap(id => [
  `${id}/sam`,
  `${id}/kim`,
])
const asks = ['Who may block somebody?', 'Can I use my own phone?', 'What is libel?', 'May I post about an election?']

async function asked(address: string): Promise<number[]> {
  const { get, post } = hand(address)
  await get('/chesterfield/sam')
  const times: number[] = []
  for (let n = 0; n < questions; n++) {
    // Nobody asks two hundred things in a row: each conversation is left after twenty.
    const council = councils[Math.floor(n / 20) % councils.length]
    const began = performance.now()
    await post(`/${council}/say`, { text: asks[n % asks.length] })
    if (n >= 20) times.push(performance.now() - began)
  }
  return times
}

/** From the press on Enter until the answer has been drawn, as the window itself sees it. */
async function onScreen(address: string): Promise<number[]> {
  const browser = await launched()
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  await page.goto(new URL('/', address).href)
  await page.goto(address)
  const times: number[] = []
  for (let n = 0; n < 40; n++) {
    await page.fill('#text', asks[n % asks.length] ?? '')
    const ms = await drawn(page)
    if (n >= 5) times.push(ms)
  }
  await browser.close()
  return times
}

function drawn(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise(resolve => {
    const count = () => document.querySelectorAll('.signpost').length
    const [before, began] = [count(), performance.now()]
    const look = () => count() === before ? requestAnimationFrame(look)
      : requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
    document.querySelector('#say').requestSubmit()
    look()
  })`)
}

async function barePage() {
  const { barePages } = await import('./bare-page.ts')
  const server = express().use(barePages()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}

function line(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)} ms`
  console.log(
    `  ${name.padEnd(34)}${String(sorted.length).padStart(5)}   p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`,
  )
}
