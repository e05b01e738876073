import { existsSync } from 'node:fs'
import { z } from 'zod'
import { Fixable } from './errors.ts'

/** Every setting, with its default. `.env.example` shows each of them; a test compares the two. */
export const Settings = z.object({
  POLICIES: z
    .string()
    .min(1)
    .default('policies')
    .describe('The folder with the councils, their documents and their settings.'),
  DOCUMENTS: z
    .string()
    .min(1)
    .optional()
    .describe('A folder whose documents replace those in POLICIES, for example a file share.'),
  INDEX: z
    .string()
    .min(1)
    .default('.signpost/index')
    .describe('Where the built index is kept. It can be deleted at any time.'),
  AUTHORITY: z.string().min(1).optional().describe('The council that is asked when a question names none.'),
  POLL_SECONDS: z.coerce
    .number({ error: 'write a number of seconds, such as 5' })
    .min(1, { error: 'at least 1 second' })
    .max(3600, { error: 'at most 3600 seconds' })
    .default(5)
    .describe('How often, in seconds, a running program looks whether documents changed.'),
  MODE: z
    .enum(['practice', 'live'], { error: 'write practice or live' })
    .default('practice')
    .describe('practice: nobody at the council is told of a report. live: the people in authority.yaml are.'),
  DATABASE_URL: z
    .string()
    .min(1)
    .default('data/signpost.db')
    .describe('Where cases are kept: a file, or postgres://user:password@server:5432/database for several processes.'),
  FILES: z
    .string()
    .min(1)
    .default('data/files')
    .describe('The folder with the files that people add to reports, each sealed.'),
  KEY_FILE: z
    .string()
    .min(1)
    .default('keys/master.key')
    .describe('The key that all cases are sealed under. Practice makes one; live refuses to start without.'),
  SCAN_COMMAND: z
    .string()
    .min(1)
    .optional()
    .describe('A program that looks for viruses in a file on its standard input, such as: clamdscan --no-summary -'),
  HEARTBEAT: z
    .string()
    .min(1)
    .default('data/heartbeat')
    .describe(
      'A file that is written every few seconds, and is gone while anything is overdue. A monitor watches its age.',
    ),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Where the web page listens. In practice it stays on this machine.'),
  PORT: z.coerce
    .number({ error: 'write a number, such as 4680' })
    .int({ error: 'write a whole number, such as 4680' })
    .min(0, { error: 'at least 0' })
    .max(65535, { error: 'at most 65535' })
    .default(4680)
    .describe('The port of the web page.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'write an address such as https://signpost.council.example' })
    .optional()
    .describe('The address at which this Signpost is reached from outside, such as https://signpost.council.example'),
  SMTP_URL: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The mail server that takes notices, live: smtp://user:password@mail.council.example:587, or smtps://… from the first byte.',
    ),
  MAIL_FROM: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Who these mails come from, and where those that cannot arrive come back to: Signpost <signpost@council.example>',
    ),
  SMTP_CA: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A file with the certificate (PEM) behind that of the mail server, where an authority of your own made it.',
    ),
  SMTP_PLAIN: z
    .enum(['yes', 'no'], { error: 'write yes or no' })
    .default('no')
    .describe(
      'yes: mails and the password may go unencrypted, for whoever sits between to read. Only for a relay inside your own network.',
    ),
  SHOW_NOTICES: z
    .enum(['yes', 'no'], { error: 'write yes or no' })
    .default('no')
    .describe('yes: in practice, each notice is written to the console, since it is sent to nobody.'),
  HTTPS_PROXY: z
    .url({ protocol: /^https?$/, error: 'write an address such as http://proxy.council.example:3128' })
    .optional()
    .describe('The proxy through which Slack and Teams are reached, such as http://proxy.council.example:3128'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, { error: 'it begins with xoxb-' })
    .optional()
    .describe('The token of the Slack app. With it Signpost is in Slack. It begins with xoxb-.'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, { error: 'it begins with xapp-' })
    .optional()
    .describe('With it Signpost opens the connection to Slack, and needs no public address. It begins with xapp-.'),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(8, { error: 'it is longer than that' })
    .optional()
    .describe('Without an app token: what Slack signs its requests with, which then come to PUBLIC_URL.'),
  SLACK_COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{0,12}$/, { error: 'write up to 12 lower-case letters, digits and hyphens' })
    .default('')
    .describe('Put before each command, where another app has its name: council- makes /report to /council-report.'),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'write an address such as https://slack.com/api/' })
    .default('https://slack.com/api/')
    .describe('Where Slack is called. GovSlack has another address.'),
  TEAMS_APP_ID: z
    .string()
    .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
      error: 'write the id of an app, such as 11111111-2222-3333-4444-555555555555',
    })
    .optional()
    .describe('The id of the app registration behind the bot. With it Signpost is in Microsoft Teams.'),
  TEAMS_TENANT_ID: z
    .string()
    .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
      error: 'write the id of a tenant, such as 11111111-2222-3333-4444-555555555555',
    })
    .optional()
    .describe(
      'The id of the Microsoft 365 tenant that this app belongs to. No other tenant is answered, save those in authority.yaml.',
    ),
  TEAMS_APP_PASSWORD: z
    .string()
    .min(8, { error: 'it is longer than that' })
    .optional()
    .describe('One of three ways to sign in there: a client secret of that app.'),
  TEAMS_CERTIFICATE: z
    .string()
    .min(1)
    .optional()
    .describe('Another way: a file with a certificate of that app and its private key, both as PEM.'),
  TEAMS_MANAGED_IDENTITY: z
    .enum(['yes', 'no'], { error: 'write yes or no' })
    .default('no')
    .describe(
      'The third, where Signpost runs in Azure: yes, with the id of a user-assigned managed identity as TEAMS_APP_ID.',
    ),
  TEAMS_SERVICE_URL: z
    .url({ protocol: /^https?$/, error: 'write an address such as https://smba.trafficmanager.net/uk/' })
    .default('https://smba.trafficmanager.net/teams/')
    .describe('Where Teams is called until somebody has written to Signpost, which then knows better.'),
  EVAL: z
    .string()
    .min(1)
    .optional()
    .describe('The folder with labelled questions for "npm run evaluate", or "ours" for test/questions.yaml.'),
})
export type Settings = z.infer<typeof Settings>

/** The environment, with `.env` under it where there is one. The only place that reads either. */
export function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/** How node itself was started: on the command, and by the environment. */
export function nodeFlags(): string[] {
  return [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)]
}

export function settingsFrom(environment: Record<string, string | undefined>): Settings {
  const { settings, mistakes } = lookAtSettings(environment)
  if (mistakes.length > 0) throw new Fixable(mistakes.join('\n'))
  return settings
}

/** For whoever reports all mistakes at once: a setting that is wrong is named and has its default, the others hold. */
export function lookAtSettings(environment: Record<string, string | undefined>): {
  settings: Settings
  mistakes: string[]
} {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = Settings.safeParse(given)
  if (read.success) return { settings: read.data, mistakes: [] }
  const wrong = [...new Set(read.error.issues.map(issue => String(issue.path[0])))]
  const mistakes = wrong.map(name => {
    const says = read.error.issues.find(issue => issue.path[0] === name)?.message
    return `The setting ${name}${isSecret(name) ? '' : `="${given[name]}"`} is wrong: ${says}. Correct it in the environment or in .env; .env.example shows its default.`
  })
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name)))
  return { settings: Settings.parse(rest), mistakes }
}

/** Its value is shown nowhere, not even where it is wrong. */
function isSecret(name: string): boolean {
  return /_(?:TOKEN|SECRET|PASSWORD)$/.test(name)
}
