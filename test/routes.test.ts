import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Authority } from '../src/authorities/authority.ts'
import { readAuthorities } from '../src/authorities/read.ts'
import { standingInWords } from '../src/desks/grounds.ts'
import { readDesks, readDesksOf } from '../src/desks/read.ts'
import type { DeskHere } from '../src/desks/receives.ts'
import { type Kind, type Moment, type Route, route, routeAt } from '../src/desks/route.ts'
import { tableOf } from '../src/desks/table.ts'
import { peopleTold } from '../src/desks/told.ts'

const desks = readDesks('policies')
const councils = readAuthorities('policies').map(authority => ({
  authority,
  desks: readDesksOf('policies', authority, desks),
}))
const rows = readRows()

describe('the table in test/routes.md', () => {
  test('has a row for each sub-type of each desk of each council', () => {
    const expected = councils.flatMap(({ authority, desks }) =>
      desks.flatMap(({ id, 'sub-types': subtypes }) =>
        Object.keys(subtypes).map(subtype => [authority.id, id, subtype].join(' ')),
      ),
    )

    expect(rows.map(({ council, desk, subtype }) => [council, desk, subtype].join(' '))).toEqual(expected)
  })

  test.each(rows)('$council: $desk, $subtype', row => {
    const { authority, desk } = find(row.council, row.desk)
    for (const urgent of [false, true]) {
      const at = (time: Moment['time'], election = false) =>
        routed(authority, desk, { subtype: row.subtype, urgent }, time, election)
      const outside = row.out === 'the same' ? row.in : row.out
      const also = row.also === 'nobody' ? [] : row.also.split(' + ')

      expect(words(at('in hours'))).toBe(row.in)
      expect(words(at('out of hours'))).toBe(outside)
      for (const time of ['in hours', 'out of hours'] as const) {
        expect(roles(at(time, true))).toEqual([...roles(at(time)), ...also])
      }
      expect(clauses(at('in hours'))).toBe(row.rests)
      expect(clauses(at('out of hours'))).toBe(row.rests)
    }
  })
})

describe('a report', () => {
  test('reaches somebody in practice, whatever it is and whenever it is sent', () => {
    const nowhere = everyRoute().filter(({ route }) => route.reachesNobody)

    expect(nowhere).toEqual([])
  })

  test('still reaches somebody when it is about any one of the people who would be told', () => {
    const nowhere = everyRoute().flatMap(({ authority, desk, subtype, route }) =>
      Object.keys(peopleTold(authority, route)).filter(person => {
        const without = routeAt(authority, desk, { subtype, urgent: false, about: [person] }, route.moment)
        return without.reachesNobody || told(without).includes(person)
      }),
    )

    expect(nowhere).toEqual([])
  })

  test('about the press goes to an agency only by the hand of the council, and to the council itself', () => {
    const { authority, desk } = find('lewes-eastbourne', 'press')

    const { first, agencies } = routed(authority, desk, { subtype: 'enquiry', urgent: false }, 'in hours')

    expect(first.map(({ role }) => role)).toEqual(['press-owner'])
    expect(agencies).toEqual([
      {
        agency: 'cobb-pr',
        passedOnBy: 'press-owner',
        rests: [{ policy: 'lewes-eastbourne/social-media-policy', ref: 'Appendix 1 8.2' }],
      },
    ])
  })

  test('of a persistent user can be blocked by one role alone, after two warnings, where the policy says so', () => {
    const { desk } = find('lewes-eastbourne', 'content')

    expect(desk['warnings log']).toMatchObject({
      'sub-type': 'persistent-user',
      warnings: 2,
      'found by': 'profile',
      'only blocks': 'engagement-lead',
      'rests on': { 'social-media-policy': ['8.2'] },
    })
  })

  test('inside the pre-election dates also reaches the Monitoring Officer, and says until when and why', () => {
    const { authority, desk } = find('east-herts', 'press')
    const kind = { subtype: 'enquiry', urgent: false }

    const inside = route(authority, desk, kind, new Date('2027-04-14T10:00:00Z'))
    const after = route(authority, desk, kind, new Date('2027-05-10T10:00:00Z'))

    expect(roles(inside)).toEqual(['press-contact', 'monitoring-officer'])
    expect(inside.election).toEqual({
      roles: ['monitoring-officer'],
      why: 'local elections on 6 May 2027',
      to: '2027-05-06',
    })
    expect(roles(after)).toEqual(['press-contact'])
  })

  test.each([
    ['at ten on a Friday', '2026-11-20T10:00:00Z', 'in hours'],
    ['when the office closes early on a Friday', '2026-11-20T12:30:00Z', 'out of hours'],
    ['in the lunch hour', '2026-11-19T13:00:00Z', 'out of hours'],
    ['on a bank holiday', '2026-12-28T10:00:00Z', 'out of hours'],
    ['on a closed day', '2026-12-30T10:00:00Z', 'out of hours'],
    ['in summer time, when it is nine in London and eight in Greenwich', '2027-07-01T08:30:00Z', 'in hours'],
  ])('%s is told as the hours of the council say', (_, now, time) => {
    const { authority, desk } = find('emersons-green', 'safeguarding')

    expect(route(authority, desk, { subtype: 'child', urgent: false }, new Date(now)).moment.time).toBe(time)
  })
})

describe('somebody who is away', () => {
  test('is replaced by the deputy, until the day after', () => {
    const { authority, desk } = find('emersons-green', 'press')
    const away = withPerson(authority, 'pretend-town-clerk', { away: [{ from: '2026-11-16', to: '2026-11-20' }] })
    const kind = { subtype: 'enquiry', urgent: false }

    const during = route(away, desk, kind, new Date('2026-11-20T10:00:00Z'))
    const after = route(away, desk, kind, new Date('2026-11-23T10:00:00Z'))

    expect(told(during)).toEqual(['pretend-deputy-town-clerk'])
    expect(during.first[0]?.because).toBe('the Town Clerk is away')
    expect(told(after)).toEqual(['pretend-town-clerk'])
  })

  test('is told all the same when nobody else is there', () => {
    const { authority, desk } = find('emersons-green', 'press')
    const everybody = Object.keys(authority.people)
    const away = everybody.reduce(
      (council, id) => withPerson(council, id, { away: [{ from: '2026-11-01', to: '2026-11-30' }] }),
      authority,
    )

    const { first } = route(away, desk, { subtype: 'enquiry', urgent: false }, new Date('2026-11-20T10:00:00Z'))

    expect(first[0]).toMatchObject({ people: ['pretend-town-clerk'], because: 'everybody who could be told is away' })
  })
})

describe('somebody whom a report is about', () => {
  test('is left out, and so is the deputy who works for them: another post is told', () => {
    const { authority, desk } = find('emersons-green', 'conduct')
    const kind = { subtype: 'bullying', urgent: false, about: ['pretend-town-clerk'] }

    const about = routed(authority, desk, kind, 'in hours')

    expect(told(about)).toEqual(['pretend-chair'])
    expect(about.deputy.flatMap(({ people }) => people)).toEqual(['pretend-vice-chair'])
    expect(about.first[0]?.because).toBe('instead of the Town Clerk, whom it may be about')
  })

  test('is in no room that is told, as far as the room says who reads it', () => {
    const { authority, desk } = find('east-herts', 'content')
    const kind = { subtype: 'obscene', urgent: false }

    const before = routed(authority, desk, kind, 'in hours')
    const about = routed(authority, desk, { ...kind, about: ['pretend-head-of-communications'] }, 'in hours')

    expect(before.first[0]?.rooms).toEqual(['communications-room'])
    expect(about.first[0]).toMatchObject({ people: ['pretend-communications-officer'], rooms: [] })
  })

  test('is at no step of the ladder either', () => {
    const { authority, desk } = find('east-herts', 'content')
    const kind = { subtype: 'obscene', urgent: false, about: ['pretend-chief-executive'] }

    const { first, deputy, head, fallback } = routed(authority, desk, kind, 'in hours')

    const everyone = [first, deputy, head, fallback].flat().flatMap(({ people }) => people)
    expect(everyone).not.toContain('pretend-chief-executive')
    expect(fallback.flatMap(({ people }) => people)).toEqual(['pretend-monitoring-officer'])
  })

  test('is followed by their manager at the whistleblowing desk, who is left out too', () => {
    const { authority, desk } = find('emersons-green', 'whistleblowing')
    const kind = { subtype: 'crime', urgent: false, about: ['pretend-town-clerk'] }

    const { leftOut, first, head, fallback } = routed(authority, desk, kind, 'in hours')

    expect(leftOut).toEqual(['pretend-town-clerk', 'pretend-chair'])
    expect([first, head, fallback].flat().flatMap(({ people }) => people)).not.toContain('pretend-chair')
  })
})

describe('the list of "Is it about one of these people?"', () => {
  test('names by post everyone who would be told, at once or later', () => {
    const { authority, desk } = find('emersons-green', 'press')

    expect(peopleTold(authority, routed(authority, desk, { subtype: 'enquiry', urgent: false }, 'in hours'))).toEqual({
      'pretend-town-clerk': 'Town Clerk',
      'pretend-deputy-town-clerk': 'Deputy of the Town Clerk',
      'pretend-chair': 'Chair of the Council',
    })
  })

  test('names each person where several hold one post, and those who read its room', () => {
    const { authority, desk } = find('chesterfield', 'new-account')
    const service = authority.roles['communications-and-marketing']
    if (!service) throw new Error('no such role')
    const people = ['pretend-communications-officer', 'pretend-solicitor']
    const two = { ...authority, roles: { ...authority.roles, 'communications-and-marketing': { ...service, people } } }

    expect(peopleTold(two, routed(two, desk, { subtype: 'account', urgent: false }, 'in hours'))).toEqual({
      'pretend-communications-officer': 'Pretend Communications Officer (Communications and marketing service)',
      'pretend-solicitor': 'Pretend Solicitor (Communications and marketing service)',
      'pretend-deputy-communications-officer':
        'Pretend Deputy Communications Officer (Communications and marketing servic…',
      'pretend-head-of-communications': 'Pretend Head of Communications and Marketing (Communications and marketing…',
      'pretend-chief-executive': 'Chief Executive',
    })
  })
})

test('the table for a person shows the desk, the sub-type, who is told, and the clause or our own choice', () => {
  const { authority, desk } = find('emersons-green', 'press')

  const table = tableOf(authority, [desk]).split('\n')

  expect(table.slice(0, 10)).toEqual([
    'Emersons Green Town Council',
    '',
    'desk                 reports               when                    who is told                       who that is                       rests on',
    'press                before that                                   Do not answer yet. The Town                                         social-media-guide 4 l)',
    '                                                                   Clerk or the Full Council must',
    '                                                                   be asked first.',
    '                     all                   no election near        Town Clerk                        Pretend Town Clerk                social-media-guide 4 l)',
    '                                                                   or: Full Council, at its next                                       social-media-guide 4 l)',
    '                                                                   meeting',
    '                                           pre-election            Town Clerk                        Pretend Town Clerk                social-media-guide 4 l)',
  ])
})

function find(council: string, id: string): { authority: Authority; desk: DeskHere } {
  const found = councils.find(({ authority }) => authority.id === council)
  const desk = found?.desks.find(one => one.id === id)
  if (!found || !desk) throw new Error(`no ${id} in ${council}`)
  return { authority: found.authority, desk }
}

function routed(authority: Authority, desk: DeskHere, kind: Kind, time: Moment['time'], election = false): Route {
  const dates = election ? { preElection: { why: 'an election', to: '2027-05-06' } } : {}
  return routeAt(authority, desk, kind, { day: '2026-11-20', time, ...dates })
}

function everyRoute() {
  return councils.flatMap(({ authority, desks }) =>
    desks.flatMap(desk =>
      Object.keys(desk['sub-types']).flatMap(subtype =>
        (['in hours', 'out of hours'] as const).flatMap(time =>
          [false, true].map(election => ({
            authority,
            desk,
            subtype,
            route: routed(authority, desk, { subtype, urgent: false }, time, election),
          })),
        ),
      ),
    ),
  )
}

function roles({ first }: Route): string[] {
  return first.map(({ meant }) => meant)
}

function told({ first }: Route): string[] {
  return first.flatMap(({ people }) => people)
}

function words(route: Route): string {
  const agencies = route.agencies.map(({ agency }) => `agency ${agency}`)
  return [...roles(route), ...agencies, ...route.otherWays.map(({ says }) => `or ${says}`)].join(' + ')
}

function clauses({ first, agencies, otherWays }: Route): string {
  const cited = [...first, ...agencies, ...otherWays].flatMap(({ rests }) => rests)
  const once = new Map(cited.map(clause => [clause.policy + clause.ref, clause]))
  return standingInWords({ rests: [...once.values()] }) || 'our choice'
}

function withPerson(authority: Authority, id: string, change: object): Authority {
  const person = authority.people[id]
  if (!person) throw new Error(`no ${id}`)
  return { ...authority, people: { ...authority.people, [id]: { ...person, ...change } } }
}

function readRows() {
  let council = ''
  return readFileSync('test/routes.md', 'utf8')
    .split('\n')
    .flatMap(line => {
      if (line.startsWith('## ')) council = line.slice(3)
      const [desk = '', subtype = '', inside = '', out = '', rests = '', also = ''] = line
        .split('|')
        .slice(1)
        .map(cell => cell.trim())
      return desk === '' || desk === 'desk' || desk.startsWith('-')
        ? []
        : [{ council, desk, subtype, in: inside, out, rests, also }]
    })
}
