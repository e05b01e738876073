import { expect, test } from 'vitest'
import type { TeamsActor } from './support/teams/actor.ts'
import { inputsOn, partsOf } from './support/teams/screen.ts'
import { teamsRig } from './support/teams/teams-stage.ts'

const rig = teamsRig()

const payload = {
  id: '1',
  from: { user: { displayName: 'Jo Writer', id: 'x' } },
  body: {
    contentType: 'html',
    content:
      '<div><p>Why is the <b>pool</b> shut?&nbsp;&amp; when&#39;s it open</p><ul><li>one</li></ul><img src="x"></div>',
  },
  linkToMessage: 'https://teams.microsoft.com/l/message/19:x/1',
  attachments: [{ contentType: 'reference', contentUrl: 'https://testshire.sharepoint.com/PLANTEDFILE.png' }],
}

function command(actor: TeamsActor, commandId: string, more: object = {}) {
  return actor.sends({ type: 'invoke', name: 'composeExtension/fetchTask', value: { commandId, ...more } })
}

function typedIn(actor: TeamsActor, id: string): string | undefined {
  return inputsOn(actor.screen()?.card ?? {}).find(input => input.id === id)?.value
}

test('"Report this message" takes its words, author and link, and says that its files are not handed on', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')

  const choice = await command(sam, 'report-message', { commandContext: 'message', messagePayload: payload })
  await sam.presses('Open: Press')

  expect(choice.text).toMatch(/not its pictures or files[\s\S]*send those afterwards/)
  expect(choice.buttons).toContain('Open: Safeguarding')
  expect(typedIn(sam, 'what')).toBe("Why is the pool shut? & when's it open\n- one")
  expect(typedIn(sam, 'journalist')).toBe('Jo Writer')
  expect(typedIn(sam, 'link')).toBe(payload.linkToMessage)
  expect(JSON.stringify(sam.screen()?.card)).not.toContain('PLANTEDFILE')
})

test('the commands beside the box open the choice of a desk, or the form of one, also where we are not installed', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')

  const report = await command(sam, 'report')
  const safeguarding = await command(sam, 'safeguarding')
  const nothing = await command(sam, 'constructor')

  expect(report.buttons).toContain('Open: Press')
  expect(safeguarding.fields).toContain('danger')
  expect(nothing.buttons).toContain('Open: Press')
})

const press = {
  ...{ 'sub-type': 'enquiry', journalist: 'Jo', outlet: 'The Gazette', contact: '01632 960999' },
  ...{ 'deadline-given': 'none', 'said-already': 'nothing' },
}

test('whoever looks up a clause from a half-filled form comes back to it with all that was typed', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  await command(sam, 'press')
  await sam.fills({ what: 'Why is the pool shut?', 'sub-type': 'enquiry' }, { send: false })

  const clause = await sam.presses('Open 3.1')
  const back = await sam.presses('Back')

  expect(clause.text).toContain('Do not answer a reporter')
  expect(back.fields).toContain('journalist')
  expect(typedIn(sam, 'what')).toBe('Why is the pool shut?')
})

test('what was typed is there again when a choice that hid it is taken back', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  await command(sam, 'safeguarding')
  await sam.fills({ what: 'She said so', 'sub-type': 'child', danger: 'yes' }, { send: false })
  const stopped = sam.screen()

  await sam.fills({ danger: 'no' }, { send: false })

  expect(inputsOn(stopped?.card ?? {}).map(({ id }) => id)).toEqual(['danger', 'report-too'])
  expect(typedIn(sam, 'what')).toBe('She said so')
})

test('answers of 10,000 characters come back to the letter, though they do not all fit into a card', async () => {
  const stage = await rig()
  const [sam, owner] = [await stage.actor('sam'), await stage.actor('press-owner')]
  const [what, said] = [`${'Ünïcødé 🦊 "q" '.repeat(660)}END-OF-WHAT`, `${'م'.repeat(9_000)}END-OF-SAID`]
  await command(sam, 'press')

  const refused = await sam.fills({ ...press, what, 'said-already': said, journalist: '' })
  const kept = refused.text
  const receipt = await sam.fills({ journalist: 'Jo' })
  await stage.pass(1)
  await owner.told()
  await owner.presses('Open')
  const parts = [owner.screen()?.card]
  while (partsOf(parts.at(-1)).some(({ title }) => title === 'Go on reading')) {
    await owner.presses('Go on reading')
    parts.push(owner.screen()?.card)
  }
  const whole = partsOf(parts)
    .filter(({ type }) => type === 'TextRun')
    .map(({ text }) => text)
    .join('')

  expect(kept).toContain('What you wrote is kept. Leave this empty and it stays as it is.')
  expect(receipt.text).toContain('Your reference is PRE-')
  expect(parts.length).toBeGreaterThan(1)
  expect(whole).toContain(what)
  expect(whole).toContain(said)
})

test('an answer that was kept can be replaced, and an empty field of another question is empty', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  await command(sam, 'press')
  const long = 'x'.repeat(9_900)
  await sam.fills({ ...press, what: long, 'said-already': long, contact: long, journalist: '' })

  await sam.fills({ what: 'Short now', contact: '' })

  expect(typedIn(sam, 'what')).toBe('Short now')
  expect(typedIn(sam, 'contact')).toBeUndefined()
  expect(JSON.stringify(sam.screen()?.card)).toContain(long)
})

test('a form is sent once however often its button is pressed, and by two at once', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  await command(sam, 'press')
  const given = { ...press, what: 'Why?' }
  await sam.fills({ 'sub-type': 'enquiry' }, { send: false })
  const screen = sam.screen()
  const data = partsOf(screen?.card).find(({ title }) => title === 'Send it')?.['data'] as object
  const sends = () => sam.sends({ type: 'invoke', name: 'task/submit', value: { data: { ...data, ...given } } })

  const receipts = await Promise.all([sends(), sends(), sends()])
  const mine = await sam.says('my reports')

  expect(new Set(receipts.map(({ text }) => /PRE-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(text)?.[0])).size).toBe(1)
  expect(new Set(mine.text.match(/PRE-[A-Z0-9]{4}-[A-Z0-9]{2}/g)).size).toBe(1)
})

test('words that are mark-up anywhere are shown as they stand, and do nothing', async () => {
  const stage = await rig()
  const [sam, owner] = [await stage.actor('sam'), await stage.actor('press-owner')]
  const what =
    '[click](https://evil.example) <at>everyone</at> **b** {{DATE(2026-01-01,SHORT)}} <script>x</script>\n# h\n1. one'
  await command(sam, 'press')
  await sam.fills({ ...press, what, journalist: '[J](https://evil.example)' })
  await stage.pass(1)
  await owner.told()

  const page = await owner.presses('Open')

  for (const line of what.split('\n')) expect(page.text).toContain(line)
  const blocks = partsOf(owner.screen()?.card).filter(({ type }) => type === 'TextBlock' || type === 'FactSet')
  expect(JSON.stringify(blocks)).not.toContain('evil')
})

test('what a button carries is checked: a form that names other questions is told so, and nothing breaks', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  const data = (more: object) => ({
    'signpost:carried': { act: { do: 'desk', desk: 'press' }, submission: 's1', sent: true },
    ...more,
  })
  const sends = (value: object) => sam.sends({ type: 'invoke', name: 'task/submit', value: { data: value } })

  const odd = await sends(data({ __proto__x: 'y', constructor: 'z', 'what:any': 7, nonsense: 'q' }))
  const extra = await sends({ 'signpost:carried': { act: { do: 'home' }, admin: true } })

  expect(odd.text).toContain('This form has no question "nonsense"')
  expect(extra.text).toContain('could not read this, and nothing was done')
})
