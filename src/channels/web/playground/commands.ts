import type { Act } from '../../../chat/act.ts'
import type { Said } from '../../../chat/incoming.ts'
import type { DeskHere } from '../../../desks/receives.ts'

export interface Command {
  command: string
  hint: string
}

/** What can be typed after a slash: what Signpost itself knows, and what each desk calls itself. */
export function commandsOf(desks: readonly DeskHere[]): Command[] {
  return [
    { command: 'report', hint: 'Report something. Choose the desk next.' },
    ...desks.flatMap(({ commands, for: purpose }) => commands.slice(0, 1).map(command => ({ command, hint: purpose }))),
    { command: 'policy', hint: 'Ask what a policy says: /policy and your question.' },
    { command: 'mine', hint: 'What you have reported.' },
    { command: 'help', hint: 'What Signpost does, and what is private.' },
  ]
}

/** What a line that begins with a slash asks for; nothing where it is none, and then it is something said. */
export function readCommand(text: string, desks: readonly DeskHere[]): Act | Said | undefined {
  const [, command = '', rest = ''] = /^\s*\/([a-z][a-z-]*)\s*([\s\S]*)$/i.exec(text) ?? []
  const wanted = command.toLowerCase()
  if (wanted === 'help' || wanted === 'mine') return { do: wanted }
  if (wanted === 'report') return { do: 'desk' }
  if (wanted === 'policy') return rest.trim() === '' ? { do: 'help' } : { do: 'say', text: rest }
  const desk = desks.find(({ commands }) => commands.includes(wanted))
  return desk && { do: 'desk', desk: desk.id }
}
