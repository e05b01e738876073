import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { Settings, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'

test('.env.example shows every setting with its default and its meaning, and no other', () => {
  const example = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8')
  const defaults: Record<string, unknown> = Settings.parse({})

  const shown = [...example.matchAll(/^# (.+)\n# ([A-Z_]+)=(.*)$/gm)].map(([, says, name = '', value]) => ({
    name,
    says,
    value,
  }))

  expect(shown).toEqual(
    Object.entries(Settings.shape).map(([name, schema]) => ({
      name,
      says: schema.description,
      value: String(defaults[name] ?? ''),
    })),
  )
})

test('all wrong settings are named at once, each with the value we saw', () => {
  const read = () => settingsFrom({ POLL_SECONDS: 'often', POLICIES: 'policies' })

  expect(read).toThrow(Fixable)
  expect(read).toThrow(/POLL_SECONDS="often"/)
})

test('an empty setting counts as not given', () => {
  const settings = settingsFrom({ POLICIES: '' })

  expect(settings.POLICIES).toBe('policies')
})

test('a secret that is wrong is named, and shown nowhere', () => {
  const read = () => settingsFrom({ SLACK_BOT_TOKEN: 'PLANTED-xoxp-1' })

  expect(read).toThrow(/The setting SLACK_BOT_TOKEN is wrong: it begins with xoxb-/)
  expect(read).not.toThrow(/PLANTED/)
})
