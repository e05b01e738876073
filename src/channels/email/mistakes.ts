import { problemInWords } from '../../chat/pages/states.ts'
import { Fixable } from '../../errors.ts'
import { type MailSettings, serverFrom } from './server.ts'
import { type Patience, tryServer } from './submit.ts'

/**
 * What is wrong with mail, in a sentence, for whoever sets it up. Live it goes to the server, as far as signing in; nothing is sent.
 * `reach` holds the ways to each person, room and agency.
 */
export async function mailMistakes(
  settings: MailSettings,
  reach: readonly (readonly string[])[],
  patience?: Patience,
): Promise<string[]> {
  const live = settings.MODE === 'live'
  if (settings.SMTP_URL === undefined) {
    const alone = reach.filter(ways => ways.every(way => way.startsWith('email:'))).length
    return live && alone > 0 ? [`${alone} of those who are told can be reached by mail alone. Set SMTP_URL.`] : []
  }
  try {
    const server = serverFrom(settings)
    const tried = live ? await tryServer(server, patience) : { outcome: 'sent' as const }
    if (tried.outcome === 'sent') return []
    return [`Mail cannot be sent through ${server.host}, port ${server.port}. ${problemInWords(tried.problem)}`]
  } catch (error) {
    if (error instanceof Fixable) return [error.message]
    throw error
  }
}
