import type { Opened } from '../cases/open.ts'
import type { NotSaved } from '../cases/receipt.ts'
import { Fixable } from '../errors.ts'
import type { Terminal } from './fill-in.ts'

/**
 * Sends a form that is filled in, again and again as long as whoever sits there wants it: each is a try of the same form. Whatever
 * goes wrong, they read first that nothing was saved and whom to call; why it went wrong is for whoever runs the program.
 */
export async function sendUntilSaved(
  terminal: Terminal,
  notSaved: NotSaved,
  send: () => Promise<Opened>,
): Promise<Exclude<Opened, NotSaved>> {
  for (;;) {
    const opened = await send().catch((error: unknown) => {
      terminal.say(`\n${notSaved.says.join('\n')}`)
      if (!(error instanceof Fixable)) throw error
      terminal.say(`\n(For whoever runs Signpost: ${error.message})`)
      return undefined
    })
    if (opened && opened.outcome !== 'not-saved') return opened
    if (opened) terminal.say(`\n${opened.says.join('\n')}`)
    terminal.say('\nTry again? Press Enter, or write no.')
    const line = await terminal.line()
    if (line === undefined || /^\s*n/i.test(line)) throw new Fixable('It was not sent, and nothing of it was kept.')
  }
}

/** What became of a form, where it is not saved for another reason than the store. */
export function refusalOf(opened: Exclude<Opened, NotSaved | { outcome: 'opened' }>): Fixable {
  if (opened.outcome === 'mistakes') return new Fixable(opened.mistakes.map(({ says }) => says).join('\n'))
  if (opened.outcome === 'sent-already')
    return new Fixable(`This form was sent before, as ${opened.reference}. Add what is new to that.`)
  return new Fixable(
    'You have sent many reports in a few minutes, so this one was not saved. Wait ten minutes, then send it again.',
  )
}
