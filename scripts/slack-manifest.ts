import { parseArgs } from 'node:util'
import { manifestOf, wrongManifest } from '../src/channels/slack/manifest.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { readDesks } from '../src/desks/read.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

/** `npm run slack:manifest`: what Slack makes the app from. With --http, Slack reaches us at PUBLIC_URL; without, we open the connection. */
await command(async args => {
  const { http } = parseArgs({ args, options: { http: { type: 'boolean', default: false } } }).values
  const { POLICIES, PUBLIC_URL, SLACK_COMMAND_PREFIX: prefix } = settingsFrom(readEnvironment())
  if (http && !PUBLIC_URL?.startsWith('https://'))
    throw new Fixable('With --http, Slack needs an address that it can reach: set PUBLIC_URL=https://… in .env.')
  const manifest = manifestOf({ desks: readDesks(POLICIES), prefix, publicUrl: http ? PUBLIC_URL : undefined })
  const wrong = wrongManifest(manifest)
  if (wrong.length > 0)
    throw new Fixable(`Slack would not take this: ${wrong.join('; ')}. Change "commands" in ${POLICIES}/desks.`)
  console.log(JSON.stringify(manifest, null, 2))
})
