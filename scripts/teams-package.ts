import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readAuthorities } from '../src/authorities/read.ts'
import { appPackage } from '../src/channels/teams/package/package.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openDesks } from '../src/desks/open.ts'
import { command } from './command.ts'

/** `npm run teams:package -- --out <folder> --website https://…`: writes what an administrator uploads to Teams. */
await command(async args => {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string', default: '.' },
      website: { type: 'string' },
      version: { type: 'string', default: '1.0.0' },
    },
  })
  const { MODE, POLICIES, TEAMS_APP_ID } = settingsFrom(readEnvironment())
  const authorities = readAuthorities(POLICIES)
  const { of } = openDesks(POLICIES)
  const desks = new Map(authorities.flatMap(authority => of(authority)).map(desk => [desk.id, desk]))
  const council = authorities.map(({ name }) => name).join(', ') || 'Signpost'
  const { website, version, out } = values
  const asked = { mode: MODE, appId: TEAMS_APP_ID, council, website, version, desks: [...desks.values()] }
  const { content, lacks } = appPackage(asked)
  mkdirSync(out, { recursive: true })
  const file = join(out, 'signpost-teams.zip')
  writeFileSync(file, content)
  if (lacks.length === 0) console.log(`${file} is ready. Upload it in the Teams admin center, under Manage apps.`)
  else console.log(`${file} can be looked at, and not be uploaded yet.\n${lacks.join('\n')}`)
})
