import { councilCalled } from './answers/which.ts'
import type { Authority } from './authorities/authority.ts'
import { endsSoon } from './authorities/one-offs.ts'
import { lookAtAuthorities, lookAtHolidays } from './authorities/read.ts'
import { readBeside } from './beside.ts'
import { mailMistakes } from './channels/email/mistakes.ts'
import { teamsMistakes } from './channels/teams/mistakes.ts'
import { publicAddress } from './channels/web/desk/public-address.ts'

import type { Policy } from './clauses/clause.ts'
import { readLibrary } from './clauses/library.ts'
import { resolveRef } from './clauses/resolve.ts'
import { lookAtSettings, type Settings } from './config.ts'
import { keyFileMistakes } from './db/key-file.ts'
import { checkDesks } from './desks/check.ts'
import { exampleMistakes, signalsIn } from './desks/open.ts'
import { mistakesOf } from './errors.ts'

export interface Examined {
  mistakes: string[]
  /** What will be wrong before long, and is not yet. */
  warnings: string[]
}

/**
 * Everything that is wrong with settings, councils, documents, what stands beside them, and desks: a sentence each. It goes
 * on after each mistake, because somebody who mends ten things should not have to run it ten times.
 */
export async function examine(environment: Record<string, string | undefined>, now: Date): Promise<Examined> {
  const { settings, mistakes } = lookAtSettings(environment)
  const { authorities, mistakes: wrong } = lookAtAuthorities(settings.POLICIES)
  mistakes.push(...wrong)
  if (settings.AUTHORITY !== undefined && councilCalled(authorities, settings.AUTHORITY) === undefined)
    mistakes.push(
      `The setting AUTHORITY="${settings.AUTHORITY}" names no council. Choose one of: ${authorities.map(({ id }) => id).join(', ')}.`,
    )
  const policies: Policy[] = []
  for (const authority of authorities) {
    const place = {
      authority: authority.id,
      policies: settings.POLICIES,
      documents: settings.DOCUMENTS,
      alone: authorities.length === 1,
    }
    const library = await readLibrary(place)
    policies.push(...library.policies)
    mistakes.push(...library.problems.map(problem => problem.says))
    if (library.policies.length === 0)
      mistakes.push(`${authority.name} has no document that can be read, so no question can be answered.`)
    mistakes.push(...besideMistakes(authority, settings.POLICIES, library.policies))
  }
  const holds = (id: string, ref?: string) => {
    const policy = policies.find(one => one.id === id)
    return policy !== undefined && (ref === undefined || policy.clauses.some(clause => clause.ref === ref))
  }
  mistakes.push(...mistakesOf(() => signalsIn(settings.POLICIES)), ...exampleMistakes(settings.POLICIES))
  const reach = authorities.flatMap(({ people, rooms, agencies }) =>
    [people, rooms, agencies].flatMap(group => Object.values(group).map(one => one.reach)),
  )
  mistakes.push(...(await mailMistakes(settings, reach)))
  // In practice one is made when it is first needed.
  if (settings.MODE === 'live') mistakes.push(...keyFileMistakes(settings.KEY_FILE))
  mistakes.push(...addressMistakes(settings))
  const mailsLead = settings.PUBLIC_URL !== undefined
  mistakes.push(...checkDesks({ policies: settings.POLICIES, authorities, mode: settings.MODE, holds, mailsLead }))
  const known = authorities.flatMap(({ people, rooms }) => [people, rooms].flatMap(group => Object.values(group)))
  mistakes.push(...(await teamsMistakes(settings, known)))
  const slack = await foundInSlack(settings, authorities)
  mistakes.push(...slack.mistakes)
  return { mistakes: [...new Set(mistakes)], warnings: [...holidayWarnings(settings.POLICIES, now), ...slack.warnings] }
}

/** Loaded only where Slack is used: its library takes longer to load than all the rest to be looked at. */
async function foundInSlack(settings: Settings, authorities: Authority[]): Promise<Examined> {
  if (settings.SLACK_BOT_TOKEN === undefined) {
    const ways: string[][] = authorities.flatMap(({ people, rooms }) =>
      [...Object.values(people), ...Object.values(rooms)].map(({ reach }) => reach),
    )
    const alone = ways.filter(reach => reach.every(way => way.startsWith('slack:'))).length
    const mistake = `${alone} of those who are told can be reached in Slack alone. Set SLACK_BOT_TOKEN.`
    return { mistakes: settings.MODE === 'live' && alone > 0 ? [mistake] : [], warnings: [] }
  }
  const { lookUp } = await import('./channels/slack/look-up.ts')
  return lookUp(settings, authorities)
}

function addressMistakes({ MODE, PUBLIC_URL }: Settings): string[] {
  return MODE === 'live' && PUBLIC_URL !== undefined ? mistakesOf(() => publicAddress(PUBLIC_URL)) : []
}

function holidayWarnings(policies: string, now: Date): string[] {
  const { file, holidays, mistakes } = lookAtHolidays(policies)
  const warning = mistakes.length === 0 && endsSoon(file, holidays, now)
  return warning ? [warning] : []
}

/** What is wrong in ask lines, lexicon and notes; and which of them name a policy or a clause that is not held. */
function besideMistakes(authority: Authority, folder: string, policies: Policy[]): string[] {
  const beside = readBeside(authority, folder)
  const missing = (id: string, ref: string, where: string): string[] => {
    const policy = policies.find(one => one.id === id)
    if (policy === undefined)
      return [
        `${where} speaks of the policy “${id}”, which is not held. The policies held are: ${policies.map(one => one.id).join(', ')}.`,
      ]
    if (resolveRef(policy, ref).length > 0) return []
    return [
      `${where} speaks of a clause “${ref}” that ${id} does not have. "npm run clauses -- ${authority.id}" prints its clauses.`,
    ]
  }
  const asked = [...beside.asked].flatMap(([id, lines]) =>
    Object.keys(lines).flatMap(ref => missing(id, ref, `One of the files in ${folder}/${authority.id}/asked`)),
  )
  const together = beside.notes.together.flatMap(({ clauses }) =>
    clauses.flatMap(({ policy, ref }) => missing(policy, ref, `${folder}/${authority.id}/together.yaml`)),
  )
  return [...beside.mistakes, ...asked, ...together]
}
