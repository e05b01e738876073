import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lookAtAuthorities, readAuthorities } from '../src/authorities/read.ts'
import { lookAtDesks, lookAtDesksOf, readDesks } from '../src/desks/read.ts'
import { folder } from './support/folder.ts'

const council = readFileSync('test/stranger/stowmere/authority.yaml', 'utf8')
const received = readFileSync('test/stranger/stowmere/desks.yaml', 'utf8')
const press = readFileSync('policies/desks/press.yaml', 'utf8')

/** What a clerk gets wrong, by changing one line of a good file; and the sentence they read. */
describe('a mistake in authority.yaml is told with its line and what to do', () => {
  test.each([
    [
      'a post whose holder is not in the list',
      ['people: [margaret]', 'people: [margret]'],
      'roles › clerk › people › 1: "margret" is not a person that is known here. Did you mean "margaret"?',
    ],
    [
      'a deputy who is not in the list',
      ['- cllr-hughes', '- mr-hughes'],
      'roles › mayor › deputies › 1: "mr-hughes" is not a person that is known here. Did you mean "cllr-hughes"?',
    ],
    [
      'a head that is no role',
      ['head: mayor', 'head: the mayor'],
      'roles › clerk › head: "the mayor" is not a role that is known here.',
    ],
    [
      'a fallback that is no role',
      ['fallback: mayor', 'fallback: leader'],
      'fallback: "leader" is not a role that is known here. What can stand here: clerk, mayor, county, press-officer.',
    ],
    [
      'a room that is not in the list',
      ['rooms: [office-chat]', 'rooms: [ofice-chat]'],
      'roles › clerk › rooms › 1: "ofice-chat" is not a room that is known here. Did you mean "office-chat"?',
    ],
    [
      'a room without its readers',
      ['        read by: [margaret, priya]\n', ''],
      'rooms › office-chat › read by: this is missing. Add it.',
    ],
    [
      'an address without its channel',
      ['email:clerk@stowmere.example', 'clerk@stowmere.example'],
      'people › margaret › reach › 1: write where to reach them as slack:U…, teams:…, web:… or email:name@place, without spaces. It says "clerk@stowmere.example".',
    ],
    [
      'a person without an address',
      ['reach: [email:hughes@stowmere.example]', 'reach: []'],
      'people › cllr-hughes › reach: at least 1 must stand here.',
    ],
    [
      'a pretend person with a real address',
      ['reach: [email:hughes@stowmere.example]', 'reach: [email:hughes@stowmere.example]\n        pretend: yes'],
      'people › cllr-hughes › reach › 1: a pretend address must end in .test, so that nobody real is ever written to. It says "email:hughes@stowmere.example".',
    ],
    [
      'a pretend address for a real person',
      ['email:hughes@stowmere.example', 'email:hughes@stowmere.test'],
      'people › cllr-hughes › reach › 1: "email:hughes@stowmere.test" ends in .test and reaches nobody. Write the real address, or say pretend: yes.',
    ],
    [
      'yes and no in other words',
      ['reach: [email:hughes@stowmere.example]', 'reach: [email:hughes@stowmere.example]\n        pretend: maybe'],
      'people › cllr-hughes › pretend: write yes or no. It says "maybe".',
    ],
    [
      'days the wrong way round',
      ['2026-12-14 to 2026-12-23', '2026-12-23 to 2026-12-14'],
      'people › margaret › away › 1: write a day as 2026-12-24, or days as 2026-12-24 to 2027-01-01. It says "2026-12-23 to 2026-12-14".',
    ],
    [
      'a day that is none',
      ['2026-12-24', '2026-02-30'],
      'closed days › 1: write a day as 2026-12-24, or days as 2026-12-24 to 2027-01-01. It says "2026-02-30".',
    ],
    ['a day as people speak it', ['2027-06-18', '18 June 2027'], 'closed days › 3: write a day as'],
    [
      'hours that end before they begin',
      ['[09:00-12:00]', '[12:00-09:00]'],
      'hours › friday › 1: a span must end later than it begins. It says "12:00-09:00".',
    ],
    [
      'hours in the wrong order',
      ['[09:00-12:00]', '[13:00-17:00, 09:00-12:00]'],
      'hours › friday › 2: this span begins before the one in front of it ends. Write the spans of a day in their order, apart. It says "09:00-12:00".',
    ],
    [
      'hours that lie over each other',
      ['[09:00-12:00]', '[09:00-12:30, 12:00-17:00]'],
      'hours › friday › 2: this span begins before the one in front of it ends.',
    ],
    [
      'hours without a bracket',
      ['[09:00-12:00]', '09:00-12:00'],
      'hours › friday: write a list here: [one, two], or a line each beginning with "- ". It says "09:00-12:00".',
    ],
    [
      'a number that cannot be rung',
      ['01632 960777', 'ask reception'],
      'emergency lines › 1 › number: write a telephone number in digits and spaces. It says "ask reception".',
    ],
    [
      'a kind of council that there is not',
      ['kind: town', 'kind: city'],
      'kind: write one of: district, borough, county, unitary, town, parish, joint, other. It says "city".',
    ],
    [
      'a time zone that there is not',
      ['hours:', 'time zone: Stowmere\nhours:'],
      'time zone: write a time zone such as Europe/London. It says "Stowmere".',
    ],
    [
      'a nation that has no such holidays',
      ['hours:', 'bank holidays: wales\nhours:'],
      'bank holidays: write one of: england-and-wales, scotland, northern-ireland. It says "wales".',
    ],
    [
      'an id with a capital letter',
      ['    priya:', '    Priya:'],
      'people › Priya: write lower-case letters, digits and hyphens, beginning with a letter.',
    ],
    [
      'an election without a reason',
      ['          why: town and county elections\n', ''],
      'pre-election › dates › 1 › why: this is missing. Add it.',
    ],
    [
      'a key that is left empty',
      ['fallback: mayor', 'fallback:'],
      'fallback: this is empty. Write something after the colon, or take the line out.',
    ],
    [
      'a workspace by its name',
      ['fallback: mayor', 'fallback: mayor\nslack workspaces: [stowmere]'],
      'slack workspaces › 1: write the id of a workspace, as T024BE7LH. It says "stowmere".',
    ],
  ] as const)('%s', (_, [right, wrong], says) => {
    const text = council.replace(right, wrong)
    const policies = folder({ 'stowmere/authority.yaml': text })

    const mistakes = lookAtAuthorities(policies).mistakes.join('\n')

    expect(mistakes).toContain(says)
    expect(mistakes).toMatch(/stowmere\/authority\.yaml, line \d+: /)
  })

  test('the line is the line that a person sees in the editor', () => {
    const policies = folder({ 'stowmere/authority.yaml': council.replace('fallback: mayor', 'fallback: leader') })
    const line = council.split('\n').indexOf('fallback: mayor') + 1

    expect(lookAtAuthorities(policies).mistakes).toEqual([
      expect.stringContaining(`, line ${line}: fallback: "leader"`),
    ])
  })
})

describe('a mistake in desks.yaml is told with its line and what to do', () => {
  test.each([
    ['a desk that there is not', ['\npress:', '\nmedia:'], 'media: "media" is not a desk that is known here.'],
    ['a desk left out', ['\npress:', '\nmedia:'], 'the desk "press" is missing: say who receives its reports here.'],
    [
      'a role that the council has not',
      ['role: press-officer', 'role: press-oficer'],
      'press › who receives › 1 › tell › 1 › role: "press-oficer" is not a role that is known here. Did you mean "press-officer"?',
    ],
    [
      'a sub-type that the desk has not',
      ['[abuse-of-staff, threat]', '[abuse, threat]'],
      'content › who receives › 1 › when › sub-type › 1: "abuse" is not a sub-type that is known here. What can stand here: obscene,',
    ],
    [
      'an agency that the council has not',
      ['role: press-officer,', 'agency: cobb, passed on by: clerk,'],
      'press › who receives › 1 › tell › 1 › agency: "cobb" is not an agency that is known here. There is no agency yet.',
    ],
    [
      'an agency told by nobody',
      ['role: press-officer,', 'agency: cobb,'],
      'an agency is told only by a person of the council: say who with "passed on by:"',
    ],
    [
      'neither a role nor an agency',
      ['role: press-officer, ', ''],
      'press › who receives › 1 › tell › 1: name either a role or an agency here.',
    ],
    [
      'a destination that rests on nothing',
      ['          - { role: clerk, our choice: ours }', '          - { role: clerk }'].map(text =>
        text.replace('          -', '              -'),
      ),
      'emergency › who receives › 1 › tell › 1: say which clause this rests on ("rests on:"), or, where no document says it, why you chose it ("our choice:").',
    ],
    [
      'a clause that the document has not',
      ['rests on: { media-and-complaints: 2.2 }', 'rests on: { media-and-complaints: 9.9 }'],
      'content › notes › 1 › rests on › media-and-complaints: "media-and-complaints" has no clause "9.9". "npm run clauses -- stowmere/media-and-complaints" lists the clauses that it has.',
    ],
    [
      'a document that is not there',
      ['rests on: { media-and-complaints: 2.2 }', 'rests on: { media: 2.2 }'],
      'content › notes › 1 › rests on › media: there is no document "media" in this council\'s folder. Write its file name without the ending.',
    ],
    [
      'no default at the end',
      [
        '        - tell: [{ role: clerk, our choice: the Clerk manages staff }]',
        '        - { when: { urgent: yes }, tell: [{ role: clerk, our choice: x }] }',
      ],
      'conduct › who receives › 2: the last rule must have no "when:", so that it receives every report that no rule before it took. Add one.',
    ],
    [
      'a default before other rules',
      ['- when: { sub-type: councillor }\n          tell', '- tell'],
      'conduct › who receives › 1: a rule without "when:" takes every report, so the rules after it are never reached. Move it to the end.',
    ],
    [
      'a comma that cuts a sentence in braces',
      ['our choice: the Clerk manages staff', 'our choice: the Clerk, who manages staff'],
      '"who manages staff" is not a key that is known here. What can stand here: role, agency, passed on by, rests on, our choice. If this is the rest of a sentence with a comma in it, put the whole sentence in quotation marks.',
    ],
    [
      'a time of day in other words',
      ['time: out of hours', 'time: evening'],
      'safeguarding › who receives › 1 › when › time: write one of: in hours, out of hours. It says "evening".',
    ],
    [
      'a clock that starts at a question there is not',
      ['starts at: received', 'starts at: recieved'],
      'complaint › clocks › 1 › starts at: "recieved" is not a question that is known here. Did you mean "received"?',
    ],
    [
      'a length of time in other words',
      ['within: 10 working days', 'within: a fortnight'],
      'complaint › clocks › 1 › within: write a length of time as a number and one of: minutes, hours, days, weeks, months, years, working hours, working days, weekdays, weekday hours, FOI working days, calendar days, calendar months. It says "a fortnight".',
    ],
    [
      'a key in other words',
      ['other way:', 'others:'],
      'press › who receives › 1 › others: "others" is not a key that is known here. What can stand here: when, tell, other way.',
    ],
  ] as const)('%s', (_, [right = '', wrong = ''], says) => {
    expect(received).toContain(right)
    const mistakes = inDesksYaml(received.replace(right, wrong)).join('\n')

    expect(mistakes).toContain(says)
    expect(mistakes).toMatch(/stowmere\/desks\.yaml, line \d+: /)
  })

  test('all of them at once, from the top down', () => {
    const text = received
      .replace('role: press-officer', 'role: nobody')
      .replace('time: out of hours', 'time: evening')
      .replace('1.2', '8.8')

    const lines = inDesksYaml(text).map(says => Number(/line (\d+)/.exec(says)?.[1]))

    expect(lines).toHaveLength(3)
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  })
})

describe('a mistake in a desk of policies/desks is told with its line and what to do', () => {
  test.each([
    [
      'a condition on a question further down',
      [
        '    kind: text\n    required: yes\n    share: agency\n  deadline-given',
        '    kind: text\n    required: yes\n    shown when: { form: live }\n  deadline-given',
      ],
      'questions › contact › shown when › form: "form" is not a question above that is known here.',
    ],
    [
      'a condition on an answer there is not',
      ['shown when: { deadline-given: time }', 'shown when: { deadline-given: later }'],
      'questions › deadline › shown when › deadline-given: "later" is not an answer that is known here. What can stand here: now, time, none.',
    ],
    [
      'an urgency on an answer there is not',
      ['urgent when: now', 'urgent when: today'],
      'questions › deadline-given › urgent when: "today" is not an option that is known here.',
    ],
    [
      'a deadline that is no question',
      ['deadline question: deadline', 'deadline question: dedline'],
      'deadline question: "dedline" is not a question that is known here. Did you mean "deadline"?',
    ],
    [
      'a choice without options',
      ['kind: date-and-time', 'kind: choice'],
      'questions › deadline: a choice has options, and nothing else has: add options, or change the kind.',
    ],
    [
      'a kind that there is not',
      ['kind: person', 'kind: name'],
      'questions › journalist › kind: write one of: text, paragraph, choice, date-and-time, person, link, file. It says "name".',
    ],
    [
      'a name too long for a chat',
      ['name: Press\n', 'name: Press, broadcast and social media\n'],
      'name: this is too long: at most 24 characters. It says "Press, broadcast and social media".',
    ],
    [
      'a command with a slash',
      ['commands: [press]', 'commands: [/press]'],
      'commands › 1: write a command in 2 to 32 lower-case letters, without a slash. It says "/press".',
    ],
    [
      'a last step that comes too seldom',
      ['then every: 1 working hour', 'then every: 2 days'],
      'our targets › usual › then every: the last step must come again within 4 hours: write minutes or hours, 4 hours at most. It says "2 days".',
    ],
    [
      'a last step that comes too seldom, in minutes',
      ['then every: 1 working hour', 'then every: 300 minutes'],
      'our targets › usual › then every: the last step must come again within 4 hours: write minutes or hours, 4 hours at most. It says "300 minutes".',
    ],
    [
      'a safety desk that is reminded too seldom',
      ['danger: say', 'danger: say\nsafety: yes'],
      'our targets › usual › then every: for a desk with "safety: yes", write at most 15 minutes. It says "1 working hour".',
    ],
    [
      'a safety desk that sleeps',
      ['danger: say', 'danger: say\nsafety: yes'],
      'calendar: a desk with "safety: yes" needs "calendar: always". It says "working hours".',
    ],
    [
      'steps of a ladder out of order',
      ['{ after: 2 working hours, tell: fallback }', '{ after: 20 minutes, tell: fallback }'],
      'our targets › usual › ladder: each step must come after the one above it, counted from the report.',
    ],
    [
      'a question that every form asks already',
      ['  outlet:', '  identity:'],
      'questions › identity: every form asks this already. Choose another id.',
    ],
    [
      'another id than the name of the file',
      ['id: press', 'id: media'],
      'press.yaml: the id is "media", but the file is called press.yaml. Make them the same.',
    ],
    [
      'a command that another desk has',
      ['commands: [press]', 'commands: [press, foi]'],
      'press.yaml: the command "foi" belongs to the desk "information-request". Choose another.',
    ],
    [
      'a command that the program has',
      ['commands: [press]', 'commands: [report]'],
      'press.yaml: the command "report" belongs to the program itself. Choose another.',
    ],
  ] as const)('%s', (_, [right, wrong], says) => {
    expect(press).toContain(right)
    const requests = readFileSync('policies/desks/information-request.yaml', 'utf8')
    const policies = folder({
      'desks/press.yaml': press.replace(right, wrong),
      'desks/information-request.yaml': requests,
    })

    expect(lookAtDesks(policies).mistakes.join('\n')).toContain(says)
  })
})

function inDesksYaml(text: string): string[] {
  const policies = folder({ 'stowmere/authority.yaml': council, 'stowmere/desks.yaml': text })
  const [authority] = readAuthorities(policies)
  if (!authority) throw new Error('no council')
  const clauses = ['1.1', '1.2', '2.1', '2.2', '3.1', '3.2']
  const holds = (policy: string, ref = '1.1') => policy === 'stowmere/media-and-complaints' && clauses.includes(ref)
  return lookAtDesksOf(policies, authority, readDesks(policies), holds).mistakes
}
