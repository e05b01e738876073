import { problemInWords } from '../../chat/pages/states.ts'
import { Fixable } from '../../errors.ts'
import type { Bot, Called } from './bot.ts'
import { identityIn, isInTeamsAlone, isTeamsNamed, type TeamsSettings } from './identity.ts'
import { ofPerson } from './trouble.ts'

/** Somebody or a room of a council, as far as Teams may know them. */
export interface Known {
  name: string
  reach: readonly string[]
}

/**
 * What is wrong with Teams, a sentence each, for whoever sets it up. Where an app is named, each person and room is looked up there; no
 * message is sent.
 */
export async function teamsMistakes(settings: TeamsSettings, known: readonly Known[], way = fetch): Promise<string[]> {
  const alone = known.filter(isInTeamsAlone).length
  if (!isTeamsNamed(settings)) {
    if (settings.MODE !== 'live' || alone === 0) return []
    return [`${alone} of those who are told can be reached by Teams alone. Set TEAMS_APP_ID.`]
  }
  try {
    const identity = identityIn(settings)
    const { botFramework } = await import('./bot-framework.ts')
    return await lookUp(await botFramework({ identity, fetch: way }), settings.TEAMS_SERVICE_URL, known)
  } catch (error) {
    if (error instanceof Fixable) return [error.message]
    throw error
  }
}

/** One after the other: Teams counts how often it is asked. */
async function lookUp(bot: Bot, service: string, known: readonly Known[]): Promise<string[]> {
  const mistakes: string[] = []
  for (const { name, reach } of known)
    for (const address of reach.filter(one => one.startsWith('teams:'))) {
      const id = address.slice('teams:'.length)
      const isPlace = id.startsWith('19:')
      const found: Called<unknown> = isPlace ? await bot.isIn({ service, id }) : await bot.openChat(service, id)
      if (found.ok) continue
      const { problem, lasting } = isPlace ? found.trouble : ofPerson(found.trouble)
      if (!lasting)
        return [...mistakes, `Teams could not be asked about those who are told. ${problemInWords(problem)}`]
      mistakes.push(`${name} cannot be reached at ${address}. ${problemInWords(problem)}${hint(problem, isPlace)}`)
    }
  return mistakes
}

function hint(problem: string, isPlace: boolean): string {
  if (problem === 'no-such-person') return ' "whoami", written to Signpost by them, shows the line to use.'
  const isAway = problem === 'not-installed' || problem === 'no-such-room' || problem === 'not-allowed'
  return isPlace && isAway
    ? ' Add Signpost to the team that the channel belongs to, and look at its line with "whoami".'
    : ''
}
