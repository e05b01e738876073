import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Clause, Policy } from '../src/clauses/clause.ts'
import { crossReferences, namedDocuments } from '../src/clauses/mentions.ts'
import type { Parsed } from '../src/clauses/policy.ts'
import { resolveRef } from '../src/clauses/resolve.ts'
import { byRef, parsed, plainly, refs } from './support/parsed.ts'

const shared = join(import.meta.dirname, '../../shared')
const there = existsSync(join(shared, 'policies'))
if (!there) console.log('The five original documents are not in ../shared/policies: their tests are skipped.')

const documents = there ? readAll() : new Map<string, Parsed>()
const principles = document('east-herts/social-media-principles')
const draft = document('east-herts/social-media-policy')
const guide = document('emersons-green/social-media-guide')
const councils = document('lewes-eastbourne/social-media-policy')
const rules = document('chesterfield/social-media-policy')

describe.skipIf(!there)('the five original documents, with the oddities of rules.md 3.1', () => {
  test('O1: the item between k) and m) is cited as 4 l), and its print is kept', () => {
    expect(clause(guide, '4 l)').printed).toBe('I)')
    expect(clause(guide, '4 l)').text).toMatch(/^If you are approached by the media/)
  })

  test('O2: a page break in a list does not start another', () => {
    expect(refs(guide).filter(ref => ref.startsWith('4 '))).toEqual([...'abcdefghijklm'].map(letter => `4 ${letter})`))
  })

  test('O3: a word that the contents split is no clause', () => {
    expect(words(councils)).not.toMatch(/apper/i)
  })

  test('O4: a section split in the contents stands once in the body', () => {
    const headings = councils.policy.clauses.filter(each => each.ref.startsWith('4.')).map(each => each.heading)

    expect(new Set(headings).size).toBe(1)
    expect(headings[0]).toMatch(/^4\.0 Use of social media to .* individual customers$/)
  })

  test('O5: nothing of the contents is in a clause', () => {
    expect(councils.fates.filter(fate => fate.is === 'contents').length).toBe(24)
    expect(draft.fates.filter(fate => fate.is === 'contents').length).toBe(7)
    expect([...texts(councils), ...texts(draft)].filter(text => /Contents|\t| \| \d+$/m.test(text))).toEqual([])
  })

  test('O6: a page number at the foot is in no clause', () => {
    expect(words(councils)).not.toMatch(/Page 15/)
  })

  test('O7: a bullet that a page break cut is one clause', () => {
    expect(clause(principles, 'If in doubt, do not post').text).toMatch(/do not contain non-public information/)
    expect(texts(principles).filter(text => /^(- )?contain non-public/m.test(text))).toEqual([])
  })

  test('O8: a list that a page break cut keeps its four reasons', () => {
    expect(clause(draft, '2.1.3').text.split('\n- ').length - 1).toBe(4)
  })

  test('O9: of five lists that start at 1, none is cited by its bare number', () => {
    expect(refs(rules).filter(ref => /^\d/.test(ref))).toEqual([])
    expect(refs(rules)).toEqual(expect.arrayContaining(['Quick guide 4', 'Part A 4', 'Do 4', "Don't 4", 'Part B 4']))
    expect(resolveRef(rules.policy, 'rule 4').map(each => each.ref)).toEqual([
      'Quick guide 4',
      'Part A 4',
      'Do 4',
      "Don't 4",
      'Part B 4',
    ])
  })

  test('O10: numbers that restart in an appendix carry it, and "5.1" shows both', () => {
    expect(resolveRef(councils.policy, '5.1').map(each => each.ref)).toEqual(['5.1', 'Appendix 1 5.1'])
    expect(clause(councils, 'Appendix 1 5.1').text).toMatch(/^Do not remove a comment/)
    expect(clause(councils, 'Appendix 2 1.11').text).toMatch(/^If you find inappropriate references/)
  })

  test('O11: unlabelled bullets belong to the letter above', () => {
    expect(clause(guide, '4 i)').text).toMatch(/offensive behaviour.*\n- Apply this standard response/)
    expect(clause(guide, '3 a)').text.split('\n')).toHaveLength(5)
  })

  test('O12: unnumbered paragraphs belong to the number above', () => {
    expect(clause(councils, '1.4').text).toMatch(/\nOnly those officers .* equipment$/)
    expect(clause(councils, 'Appendix 1 7.1').text).toMatch(/agreed by a member of the BSP Team/)
  })

  test('O13: a bullet of another shape belongs to its list', () => {
    expect(clause(councils, 'Appendix 1 4.3').text).toMatch(/\n- Don't ignore it or delete it$/)
  })

  test('O14: a heading that begins with a count is no clause', () => {
    expect(refs(principles).filter(ref => /^[48]/.test(ref))).toEqual([])
    expect(clause(principles, 'Keep records').heading).toMatch(/^8 Expectations/)
  })

  test('O15: hard wraps are re-flowed', () => {
    expect(clause(principles, 'Identify yourself as a representative of East Herts Council').text).not.toContain('\n')
    expect(clause(principles, 'Keep an eye out for compliments and criticism').text).not.toContain('\n')
  })

  test('O16: no asterisks are left', () => {
    expect(
      [...documents.values()].flatMap(each => [...texts(each), ...refs(each)]).filter(text => text.includes('*')),
    ).toEqual([])
  })

  test('O17: several people in one cell stay one text, and make no owner', () => {
    expect(clause(councils, 'Document control').text).toContain('Head of Customer First')
    expect(councils.policy.owner).not.toContain('Head of Customer First')
  })

  test('O18: the appendix whose heading is missing is found by its title', () => {
    expect(resolveRef(draft.policy, 'Appendix A: Reputation Management')[0]?.ref).toBe(
      'Appendix A Reputation Management',
    )
    expect(refs(draft).filter(ref => ref.startsWith('Appendix A'))).toHaveLength(14)
  })

  test('O19: a lead-in with nothing after it is marked as empty', () => {
    expect(clause(draft, 'Appendix A Protect data').empty).toBe(true)
    expect(clause(principles, 'Protect data').empty).toBeUndefined()
  })

  test('O20: numbers with and without a dash are one sequence', () => {
    expect(refs(councils).slice(1, 7)).toEqual(['1.1', '1.2', '1.3', '1.4', '2.1', '2.2'])
  })

  test('O21: what is misprinted is quoted as printed', () => {
    expect(clause(principles, 'Keep records').text).toContain('that that we keep')
    expect(clause(draft, '2.1.3').text).toContain('endeavor')
    expect(clause(councils, '7.1').text).toContain('alert out followers')
    expect(clause(guide, '5 d)').text).toContain('compiled with')
  })

  test('O22: contents whose titles differ from the body are contents all the same', () => {
    expect(clause(draft, '5.1').heading).toBe('5.0 Policy Review and Amendment')
  })

  test('O23: cross-references land in their own part', () => {
    expect(targets(rules, 'Part A 2')).toContain('Part A 4')
    expect(targets(rules, 'Part A 2')).not.toContain('Do 4')
    expect(targets(rules, 'Part A 2')).toContain('Make it timely')
    expect(targets(councils, '1.2')).toEqual(['4.1', '4.2', '4.3'])
    expect(targets(councils, '4.3')).toEqual(['4.1', '4.2'])
    expect(targets(councils, '2.1')[0]).toBe('Appendix 1 1.1')
    expect(targets(councils, '2.2')[0]).toBe('Appendix 2 1.1')
  })

  test('O24: the documents that a clause names are known by name', () => {
    expect(namedDocuments(clause(draft, '1.2').text)).toEqual([
      'Information Security Policy',
      'ICT User Policies',
      'Officer Code of Conduct',
    ])
    expect(namedDocuments(clause(guide, '1 c)').text)).toEqual([
      'Bullying and Harassment Procedure',
      'Managing Employee Performance Policy',
    ])
    expect(namedDocuments(clause(councils, 'Appendix 2 1.4').text)).toContain('Dignity at Work Policy')
    expect(namedDocuments(clause(councils, '5.2').text)).toEqual(['safeguarding procedures'])
    expect(namedDocuments(clause(rules, 'Do 11').text)).toEqual(['complaints procedure'])
  })

  test('each says of itself what it prints, and no more', () => {
    expect(draft.policy).toMatchObject({
      title: 'Social Media Policy',
      status: 'draft',
      date: 'October 2012',
      review: { due: '2014-10-31' },
    })
    expect(councils.policy).toMatchObject({ title: 'Social media policy', status: 'unknown', version: '1.0' })
    expect(councils.policy).not.toHaveProperty('date')
    expect(councils.policy).not.toHaveProperty('review')
    expect(principles.policy.review?.says).toContain('annual review')
    expect(principles.policy.review).not.toHaveProperty('due')
    for (const each of [guide, rules]) expect(each.policy).toMatchObject({ status: 'unknown' })
    for (const each of [guide, rules]) expect(each.policy).not.toHaveProperty('date')
  })
})

describe.skipIf(!there)('the spellings in use', () => {
  test('every ref of the ask lines leads to a clause of its own', () => {
    const rows = readdirSync(join(shared, 'asked')).flatMap(file =>
      rowsOf<{ policy: string; ref: string }>(join('asked', file)),
    )
    const found = rows.map(({ policy, ref }) => `${policy} ${resolveRef(document(policy).policy, ref)[0]?.ref}`)

    expect(found.filter(ref => ref.endsWith('undefined'))).toEqual([])
    expect(new Set(found).size).toBe(rows.length)
  })

  test('the clause of every labelled question holds the phrase of its label', () => {
    type Label = { doc: string; clause: string; phrase: string }
    const labels = rowsOf<{ relevant: Label[] }>('eval/questions.jsonl').flatMap(row => row.relevant)
    // One label has the number "3." in its phrase: a clause's text begins after its label.
    const wrong = labels.filter(({ doc, clause: ref, phrase }) => {
      const text = resolveRef(document(doc).policy, ref)[0]?.text ?? ''
      return !plainly(text).includes(plainly(phrase.replace(/^\d+\. /, '')))
    })

    expect(labels.length).toBeGreaterThan(200)
    expect(wrong).toEqual([])
  })
})

function readAll(): Map<string, Parsed> {
  const folder = join(shared, 'policies')
  const files = readdirSync(folder).flatMap(authority =>
    readdirSync(join(folder, authority)).map(file => join(authority, file)),
  )
  return new Map(
    files.map(file => {
      const id = `${file.split('/')[0]}/${basename(file, extname(file))}`
      return [id, parsed(readFileSync(join(folder, file), 'utf8'), id)]
    }),
  )
}

function document(id: string): Parsed {
  return documents.get(id) ?? { policy: { clauses: [] as Clause[] } as unknown as Policy, fates: [] }
}

function clause(from: Parsed, ref: string): Clause {
  const found = from.policy.clauses.find(each => each.ref === ref)
  if (!found) throw new Error(`no clause ${ref} among ${refs(from).join(', ')}`)
  return found
}

function targets(from: Parsed, ref: string): string[] {
  return crossReferences(from.policy, clause(from, ref)).map(each => each.ref)
}

function texts(from: Parsed): string[] {
  return Object.values(byRef(from))
}

function words(from: Parsed): string {
  return from.policy.clauses.map(each => `${each.ref} ${each.heading} ${each.text}`).join('\n')
}

function rowsOf<Row>(file: string): Row[] {
  const lines = readFileSync(join(shared, file), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Row)
}
