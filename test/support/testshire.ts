import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder } from './folder.ts'

/** People of a council that is none of the real ones, with the posts they hold. Whoever reports is in no list. */
export const testshirePeople = {
  'content-lead': 'Cleo Lead',
  'content-deputy': 'Dev Deputy',
  'safeguarding-lead': 'Sara Safe',
  'safeguarding-deputy': 'Sid Safe',
  'press-owner': 'Percy Press',
  chief: 'Chris Chief',
  auditor: 'Audrey Audit',
  administrator: 'Ida Admin',
  'records-officer': 'Rita Records',
} as const
export type TestshirePerson = keyof typeof testshirePeople

export interface Testshire {
  /** Where each can be reached, by the channel that is tried out. */
  reach(person: TestshirePerson): string[]
  /** Where the room of the press desk is. */
  pressRoom: string
  pretend: boolean
  slackWorkspace?: string
  teamsTenant?: string
}

/** A folder of policies with this one council in it. */
export function testshire(options: Testshire): string {
  const policies = folder()
  const council = join(policies, 'testshire')
  mkdirSync(council)
  writeFileSync(join(council, 'authority.yaml'), authorityYaml(options))
  writeFileSync(join(council, 'desks.yaml'), desksYaml)
  copyFileSync(join(import.meta.dirname, '../testshire/staff-guide.md'), join(council, 'staff-guide.md'))
  return policies
}

function authorityYaml({ reach, pressRoom, pretend, slackWorkspace, teamsTenant }: Testshire): string {
  const pretends = pretend ? '\n    pretend: yes' : ''
  const people = Object.entries(testshirePeople).map(
    ([id, name]) => `  ${id}:\n    name: ${name}${pretends}\n    reach: [${reach(id as TestshirePerson).join(', ')}]`,
  )
  const role = (id: string, name: string, rest: string) => `  ${id}:\n    name: ${name}\n    ${rest}`
  return `name: Testshire Council
other names: [Testshire]
kind: unitary
hours:
  monday: [09:00-17:00]
  tuesday: [09:00-17:00]
  wednesday: [09:00-17:00]
  thursday: [09:00-17:00]
  friday: [09:00-16:30]
people:
${people.join('\n')}
rooms:
  press-room:
    name: Press room${pretends}
    reach: [${pressRoom}]
    read by: [press-owner, content-deputy]
    answers: in private
roles:
${[
  role(
    'content-lead',
    'Communications Lead',
    'people: [content-lead]\n    deputies: [content-deputy]\n    head: chief',
  ),
  role(
    'safeguarding-lead',
    'Safeguarding Lead',
    'people: [safeguarding-lead]\n    deputies: [safeguarding-deputy]\n    head: chief',
  ),
  role(
    'press-owner',
    'Press Owner',
    'people: [press-owner]\n    rooms: [press-room]\n    deputies: [content-deputy]\n    head: chief',
  ),
  role('chief', 'Chief Executive', 'people: [chief]\n    instead: [auditor]'),
  role('auditor', 'Head of Audit', 'people: [auditor]\n    instead: [chief]'),
  role('administrator', 'Administrator', 'people: [administrator]'),
  role('records-officer', 'Records Officer', 'people: [records-officer]'),
].join('\n')}
fallback: chief
records officer: records-officer
administrator: administrator
emergency lines:
  - { name: Police, number: "999" }
  - { name: Council emergency line, number: 01632 960200 }
out-of-hours lines:
  - { name: Duty officer, number: 01632 960201 }
${slackWorkspace ? `slack workspaces: [${slackWorkspace}]\n` : ''}${teamsTenant ? `teams tenants: [${teamsTenant}]\n` : ''}`
}

const desksYaml = `safeguarding:
  who receives:
    - tell: [{ role: safeguarding-lead, our choice: the guide does not say }]
press:
  do not:
    says: Do not answer yet. The Press Owner does.
    rests on: { staff-guide: 3.1 }
  who receives:
    - tell: [{ role: press-owner, rests on: { staff-guide: 3.1 } }]
content:
  do not:
    rests on: { staff-guide: 4.1 }
  who receives:
    - tell: [{ role: content-lead, rests on: { staff-guide: 4.1 } }]
  warnings log:
    sub-type: persistent-user
    warnings: 2
    found by: profile
    only blocks: content-lead
    rests on: { staff-guide: 4.2 }
advice:
  who receives:
    - tell: [{ role: content-lead, our choice: the lead answers }]
emergency:
  who receives:
    - tell: [{ role: chief, our choice: the guide does not say }]
whistleblowing:
  who receives:
    - tell: [{ role: auditor, our choice: the guide does not say }]
${['account-security', 'complaint', 'conduct', 'data-breach', 'information-request', 'new-account']
  .map(desk => `${desk}:\n  who receives:\n    - tell: [{ role: content-lead, our choice: the guide does not say }]`)
  .join('\n')}
`
