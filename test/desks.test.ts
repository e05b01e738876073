import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Authority } from '../src/authorities/authority.ts'
import { Agency, Line, Person, Role, Room } from '../src/authorities/people.ts'
import { lookAtAuthorities, readAuthorities } from '../src/authorities/read.ts'
import { parsePolicy } from '../src/clauses/policy.ts'
import { readDocument } from '../src/clauses/read.ts'
import { type Checks, checkDesks } from '../src/desks/check.ts'
import { DeskFile } from '../src/desks/desk.ts'
import { lookAtDesksOf, readDesks, readDesksOf } from '../src/desks/read.ts'
import { routeAt } from '../src/desks/route.ts'
import { folder } from './support/folder.ts'

const shipped = readAuthorities('policies')

describe('the desks that ship', () => {
  test('are these twelve', () => {
    expect(readDesks('policies').map(({ id }) => id)).toEqual(
      'account-security advice complaint conduct content data-breach emergency information-request new-account press safeguarding whistleblowing'.split(
        ' ',
      ),
    )
  })

  test.each(shipped)('$name says who receives the reports of each of them', authority => {
    const desks = readDesks('policies')

    expect(readDesksOf('policies', authority, desks).map(({ id }) => id)).toEqual(desks.map(({ id }) => id))
  })

  test('have nothing that doctor would complain of in practice, and rest on clauses that the digests have', async () => {
    const holds = await clausesIn('policies')

    expect(checkDesks({ policies: 'policies', authorities: shipped, mode: 'practice', holds })).toEqual([])
  })

  test.skipIf(!existsSync('../shared/policies'))('rest on clauses that the original documents have', async () => {
    const holds = await clausesIn('../shared/policies')

    expect(checkDesks({ policies: 'policies', authorities: shipped, mode: 'practice', holds })).toEqual([])
  })

  test('send nothing to a real address or number: people are pretend, lines are from the range kept for stories', () => {
    for (const { people, rooms, agencies, ...authority } of shipped) {
      const everyone = [people, rooms, agencies].flatMap(group => Object.values(group))
      const numbers = [...authority['emergency lines'], ...authority['out-of-hours lines']].map(({ number }) => number)

      expect(everyone.filter(({ pretend }) => !pretend)).toEqual([])
      expect(everyone.flatMap(({ reach }) => reach).filter(address => !address.endsWith('.test'))).toEqual([])
      expect(numbers.filter(number => number !== '999' && !number.startsWith('01632 960'))).toEqual([])
    }
  })

  test('show in a notice no more than the desk where the sub-type would say too much', () => {
    const shown = Object.fromEntries(readDesks('policies').map(desk => [desk.id, desk.confidentiality['notices show']]))

    expect(shown).toMatchObject({
      safeguarding: 'reference',
      whistleblowing: 'reference',
      conduct: 'reference',
      press: 'desk',
    })
  })

  test('pass to an agency only what the issue of the press allows', () => {
    const shared = readDesks('policies').flatMap(desk =>
      desk.questions.filter(({ share }) => share).map(({ id }) => `${desk.id} ${id}`),
    )

    expect(shared).toEqual(['press journalist', 'press outlet', 'press contact', 'press deadline', 'press what'])
  })

  test('repeat the last step of the safeguarding ladder at least every quarter of an hour, day and night', () => {
    const safeguarding = readDesks('policies').find(({ id }) => id === 'safeguarding')

    expect(safeguarding?.calendar).toBe('always')
    expect(safeguarding?.['our targets'].usual['then every']).toEqual({ amount: 15, unit: 'minute' })
    expect(safeguarding?.['our targets'].urgent['then every']).toEqual({ amount: 10, unit: 'minute' })
    expect(safeguarding?.retention.hold).toBe(true)
  })
})

describe('live', () => {
  test.each(shipped)('is refused for $name as it ships, and each pretend post and line is named', authority => {
    const mistakes = live([authority]).join('\n')

    expect(mistakes).toMatch(
      /the role ".+" is held by pretend people or rooms \(pretend-.+\)\. Reports that end there: .*press/,
    )
    expect(mistakes).toContain('is pretend. Write the real number')
    const named = Object.values(authority.roles).filter(({ name }) => mistakes.includes(`"${name}"`))
    expect(named.length).toBeGreaterThan(5)
  })

  test('is refused while an agency is pretend', () => {
    expect(live(shipped).join('\n')).toContain('the agency "Cobb PR" is pretend. Write its real address')
  })

  test('is allowed where everybody on every route is real', () => {
    const council = stowmere(text =>
      text.replace('        name: Press Officer\n', '        name: Press Officer\n        people: [priya]\n'),
    )

    expect(checkDesks(council)).toEqual([])
  })

  test('is refused where a post is reached by mail alone, unless a mail leads to the case; and where only the web page is', () => {
    const council = (reach: string) =>
      stowmere(text =>
        text
          .replace('        name: Press Officer\n', '        name: Press Officer\n        people: [priya]\n')
          .replaceAll(/(email|slack|teams):[^\]",\n]+/g, reach),
      )

    const mail = council('email:desk@stowmere.example')
    const alone = checkDesks({ ...mail, mailsLead: false }).join('\n')
    const page = checkDesks(council('web:somebody')).join('\n')

    expect(alone).toMatch(
      /the role "Press Officer" is reached by mail alone, and without PUBLIC_URL a mail leads nowhere/,
    )
    expect(alone).toContain('Set PUBLIC_URL, or add a way in Slack or Teams.')
    expect(checkDesks({ ...mail, mailsLead: true })).toEqual([])
    expect(checkDesks({ ...council('slack:T1/U1'), mailsLead: false })).toEqual([])
    expect(page).toContain('is reached on the web page alone, which calls nobody')
  })

  test('is refused while nobody holds a post on a route, and names the post and the reports', () => {
    expect(checkDesks(stowmere())).toEqual([
      expect.stringContaining(
        'nobody holds the role "Press Officer". Reports that end there: press. Name the people who do.',
      ),
    ])
  })

  test('is refused where a council takes no reports, because nobody would be told', () => {
    const policies = folder({ 'a/authority.yaml': 'name: Ambleford\nkind: town\n' })
    const { authorities } = lookAtAuthorities(policies)

    expect(checkDesks({ policies, authorities, mode: 'live', holds: () => true })).toEqual([
      'Ambleford has no desks.yaml, so no report could reach anybody. Write one, or set MODE=practice.',
    ])
    expect(checkDesks({ policies, authorities, mode: 'practice', holds: () => true })).toEqual([])
  })
})

describe('in practice as well as live', () => {
  test('a route that ends with nobody is named', () => {
    const council = stowmere(text =>
      text
        .replaceAll(/ {8}(people|deputies|rooms|instead): \[.*\]\n/g, '')
        .replaceAll(/ {8}(people|deputies):\n( {12}- .*\n)+/g, ''),
    )

    expect(checkDesks({ ...council, mode: 'practice' })).toEqual([
      expect.stringMatching(
        /^.*authority\.yaml: these reports end with nobody: account-security, .*press.*\. Give the roles/,
      ),
    ])
  })

  test('a person who holds every post is named, because a report about them could reach nobody', () => {
    const council = stowmere(text =>
      text
        .replace(/\n {8}deputies:.*(\n {12}- .*)?/g, '')
        .replace(/\n {8}rooms:.*/, '')
        .replace('people: [county-mo]', 'people: [margaret]')
        .replace('- cllr-adeyemi', '- margaret'),
    )

    expect(checkDesks({ ...council, mode: 'practice' })).toEqual([
      expect.stringContaining(
        "a report about Margaret O'Example, Town Clerk would end with nobody (account-security, advice,",
      ),
    ])
  })

  test('a council without a fallback is told that a report could end nowhere', () => {
    const council = stowmere(text => text.replace('fallback: mayor\n', ''))

    expect(checkDesks({ ...council, mode: 'practice' })).toEqual([expect.stringContaining('no fallback is named')])
  })
})

describe('policies/README.md', () => {
  const readme = readFileSync('policies/README.md', 'utf8')

  test('is enough for a stranger to write both files of a council without a mistake', async () => {
    const { authorities, mistakes } = lookAtAuthorities('test/stranger')
    const [stowmere] = authorities
    if (!stowmere) throw new Error(mistakes.join('\n'))
    const policy = { authority: 'stowmere', policy: 'stowmere/media-and-complaints', file: 'media-and-complaints.md' }
    const parsed = parsePolicy(await readDocument('test/stranger/stowmere/media-and-complaints.md'), policy)
    const refs = parsed.policy.clauses.map(({ ref }) => ref)
    const holds: Checks['holds'] = (id, ref) => id === policy.policy && (ref === undefined || refs.includes(ref))

    expect(checkDesks({ policies: 'test/stranger', authorities, mode: 'practice', holds })).toEqual([])
    const desks = readDesksOf('test/stranger', stowmere, readDesks('test/stranger'))
    const press = desks.find(({ id }) => id === 'press')
    if (!press) throw new Error('no press desk')
    const route = routeAt(
      stowmere,
      press,
      { subtype: 'enquiry', urgent: false },
      { day: '2026-12-15', time: 'in hours' },
    )
    expect(route.first).toMatchObject([
      {
        meant: 'press-officer',
        role: 'clerk',
        people: ['priya'],
        because: 'nobody holds the post of Press Officer yet',
      },
      { meant: 'clerk', people: ['priya'], rooms: ['office-chat'], because: 'the Town Clerk is away' },
    ])
  })

  test('shows a small council that can be read as it stands', () => {
    const policies = folder({ 'north-weald/authority.yaml': exampleAfter(readme, 'A small council, whole:') })

    expect(lookAtAuthorities(policies)).toMatchObject({
      mistakes: [],
      authorities: [{ name: 'North Weald Parish Council' }],
    })
  })

  test('shows a desk that can be read as it stands', () => {
    const example = exampleAfter(readme, 'None may be left out.')
    const others = readFileSync('test/stranger/stowmere/desks.yaml', 'utf8').replace(/^press:\n(?: .*\n)+/m, example)
    const roles = others.replaceAll('mayor', 'chair').replaceAll('role: county', 'role: chair')
    const council = exampleAfter(readme, 'A small council, whole:')
    const policies = folder({ 'north-weald/authority.yaml': council, 'north-weald/desks.yaml': roles })
    const [authority] = readAuthorities(policies)
    if (!authority) throw new Error('no council')

    expect(lookAtDesksOf(policies, authority, readDesks(policies)).mistakes).toEqual([])
  })

  test('names every key of every file', () => {
    const schemas = [Authority, Person, Room, Role, Agency, Line, DeskFile]
    const keys = new Set(schemas.flatMap(schema => Object.keys(schema.shape)))

    expect([...keys].filter(key => !readme.includes(`\`${key}\``))).toEqual([])
  })
})

describe('npm run desks', () => {
  const run = (...args: string[]) =>
    spawnSync('node', ['--import', 'tsx', 'scripts/desks.ts', ...args], { encoding: 'utf8' })

  test('prints the table of one council', () => {
    const { stdout, status } = run('--authority', 'emersons-green')

    expect(status).toBe(0)
    expect(stdout).toMatch(/^Emersons Green Town Council\n\ndesk .*rests on\n/)
    expect(stdout).not.toContain('Chesterfield')
  })

  test('says in a sentence which councils there are, and which option it does not know', () => {
    expect(run('--authority', 'lewes').stderr).toContain('"lewes" is not a council that is known here.')
    expect(run('--athority', 'lewes').stderr).toMatch(/^Unknown option '--athority'/)
  })
})

async function clausesIn(policies: string): Promise<Checks['holds']> {
  const refs = new Map<string, Set<string>>()
  for (const { id } of shipped) {
    for (const name of readdirSync(join(policies, id)).filter(name => /\.(md|txt)$/.test(name))) {
      const policy = `${id}/${basename(name, extname(name))}`
      const file = join(policies, id, name)
      const parsed = parsePolicy(await readDocument(file), { authority: id, policy, file })
      refs.set(policy, new Set(parsed.policy.clauses.map(({ ref }) => ref)))
    }
  }
  return (policy, ref) => (ref === undefined ? refs.has(policy) : refs.get(policy)?.has(ref) === true)
}

function live(authorities: Checks['authorities']): string[] {
  return checkDesks({ policies: 'policies', authorities, mode: 'live', holds: () => true })
}

/** The council in test/stranger, live, with a change to its authority.yaml. */
function stowmere(change: (text: string) => string = text => text): Checks {
  const from = 'test/stranger/stowmere'
  const policies = folder({
    'stowmere/authority.yaml': change(readFileSync(`${from}/authority.yaml`, 'utf8')),
    'stowmere/desks.yaml': readFileSync(`${from}/desks.yaml`, 'utf8'),
  })
  return { policies, authorities: readAuthorities(policies), mode: 'live', holds: () => true }
}

/** The lines set in by four spaces that follow some words of the README. */
function exampleAfter(readme: string, words: string): string {
  const lines = (readme.split(words)[1] ?? '').replace(/^\n+/, '').split('\n')
  const end = lines.findIndex(line => line !== '' && !line.startsWith('    '))
  return lines
    .slice(0, end)
    .map(line => line.slice(4))
    .join('\n')
}
