import type { Browser, BrowserContext } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { theBrowser } from '../browser.ts'
import type { Actor, Stage } from '../stage.ts'
import { testshire } from '../testshire.ts'
import { practice } from './practice.ts'
import { reader } from './reader.ts'

/** The playground over Testshire, with its clock in our hands. */
export async function testshirePlayground() {
  const policies = testshire({
    reach: id => [addressOf(id)],
    pressRoom: 'web:press-room.testshire.test',
    pretend: true,
  })
  const program = await practice(policies)
  const { clock, service } = program
  return {
    ...program,
    async pass(minutes: number, step = 1): Promise<void> {
      for (let n = 0; n < minutes; n += step) {
        clock.forward({ minutes: step })
        await service.round()
        await service.deliver()
      }
    },
  }
}

/** The playground in a real browser. Each person has a window, as wide as is said. */
export async function webStage(width: number): Promise<Stage> {
  const { address, clock, pass, away } = await testshirePlayground()
  const browser = await theBrowser()
  return {
    clock,
    pass,
    async actor(name): Promise<Actor> {
      const page = await (await windowOf(browser, name, width)).newPage()
      onTestFinished(() => page.close())
      return reader(page, `${address}/testshire/${name}`)
    },
    down: (person, is) => void (is ? away.add(addressOf(person)) : away.delete(addressOf(person))),
  }
}

const windows = new Map<string, Promise<BrowserContext>>()

/** One for each person and width, for all tests: making one takes longer than most of what is done in it. */
function windowOf(browser: Browser, name: string, width: number): Promise<BrowserContext> {
  const key = `${name} ${width}`
  const known = windows.get(key) ?? browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  windows.set(key, known)
  return known
}

function addressOf(person: string): string {
  return `web:${person}.testshire.test`
}
