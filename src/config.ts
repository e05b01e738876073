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
    .number()
    .min(1)
    .max(3600)
    .default(5)
    .describe('How often, in seconds, a running program looks whether documents changed.'),
  MODE: z
    .enum(['practice', 'live'])
    .default('practice')
    .describe('practice: nobody at the council is told of a report. live: the people in authority.yaml are.'),
  EVAL: z.string().min(1).optional().describe('The folder or file with labelled questions for "npm run evaluate".'),
})
export type Settings = z.infer<typeof Settings>

/** The environment, with `.env` under it where there is one. The only place that reads either. */
export function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

export function settingsFrom(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = Settings.safeParse(given)
  if (read.success) return read.data
  const mistakes = read.error.issues.map(
    issue => `${issue.path.join('.')}="${given[String(issue.path[0])]}": ${issue.message}.`,
  )
  throw new Fixable(
    `These settings are wrong:\n${mistakes.join('\n')}\nCorrect them in the environment or in .env; .env.example shows each with its default.`,
  )
}
