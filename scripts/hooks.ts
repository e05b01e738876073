import type { Hooks } from '../src/holding.ts'

/** What a long piece of work says to a person at a terminal: words, and a bar while it lasts. Nothing of it on stdout. */
export function terminalHooks(): Hooks {
  let shownAt = 0
  return {
    say: words => console.error(words),
    progress: (what, done) => {
      const now = Date.now()
      if (!process.stderr.isTTY || (done < 1 && now - shownAt < 100)) return
      shownAt = now
      const filled = Math.round(done * 30)
      process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${what}${done < 1 ? '' : '\n'}`)
    },
    now: () => new Date(),
  }
}
