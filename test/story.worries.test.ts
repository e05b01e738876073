import { beforeAll, describe, expect, test } from 'vitest'
import { haveOriginals, originals, started } from './support/app.ts'

type Started = Awaited<ReturnType<typeof started>>

describe('a message that is a report', () => {
  let here: Started
  beforeAll(async () => {
    here = await started()
  })

  test('somebody in danger: 999 and the council’s own line stand before every other word', async () => {
    const { answer, desk } = await here.ask(
      'chesterfield',
      "a man has tweeted us he's stood on the bridge and can't carry on",
    )

    expect(answer).toMatch(/^If anyone is in immediate danger, call 999 now\.\nThe council's emergency line/)
    expect(desk).toMatchObject({ id: 'safeguarding', urgent: true })
  })

  test('nobody in danger waits to be asked for a council', async () => {
    const { answer, outcome, desk } = await here.ask(undefined, 'a child has just told me her dad hits her')

    expect(outcome).toBe('which')
    expect(answer).toMatch(/^If anyone is in immediate danger, call 999 now\./)
    expect(desk?.id).toBe('safeguarding')
  })

  test('an answer and a desk may both be true: do not reply yet, who takes it, and the clause', async () => {
    const { answer, desk, outcome, citations } = await here.ask(
      'emersons-green',
      'a reporter has just rung me about my facebook post, what do I say?',
    )

    expect(answer).toMatch(/^Do not answer yet\. The Town Clerk or the Full Council must be asked first\./)
    expect(answer).toContain('the Press desk. Nothing has been sent to anybody.')
    expect(desk).toMatchObject({ id: 'press' })
    expect(outcome).toBe('answered')
    expect(citations[0]?.ref).toBe('4 l)')
  })

  test('where no clause speaks of it, the desk is offered all the same, and no clause that only comes near', async () => {
    const { answer, desk } = await here.ask('east-herts', 'a journalist has called me')

    expect(desk?.id).toBe('press')
    expect(answer).not.toContain('In short')
  })

  test('a plain question that only holds the words is offered no desk', async () => {
    for (const question of [
      'can I press like on a post?',
      'is there a course on safeguarding?',
      'what does the policy say about threats?',
    ])
      expect((await here.ask('chesterfield', question)).desk).toBeNull()
  })

  test('what a message fills in are exact pieces of it, for questions that the desk asks', async () => {
    const message = 'The Gazette has just rung about https://example.org/story and wants a comment by 4pm'

    const { desk } = await here.ask('lewes-eastbourne', message)

    expect(desk?.prefill['link']).toBe('https://example.org/story')
    for (const piece of Object.values(desk?.prefill ?? {})) expect(message).toContain(piece)
    expect(desk?.prefill).not.toHaveProperty('deadline')
  })
})

/** reference/rules.md section 4: the question, the clause it must cite, and the desk it must offer. */
const golden: [council: string, question: string, cites: string[], desk: string | null][] = [
  ['emersons-green', 'A reporter has rung about my Facebook post, what do I say?', ['4 l)'], 'press'],
  ['lewes-eastbourne', 'A journalist commented on our page', ['Appendix 1 8.2'], 'press'],
  ['east-herts', 'A journalist has called me', [], 'press'],
  ['chesterfield', 'A journalist has called me', [], 'press'],
  ['lewes-eastbourne', 'Someone posted a threat. Can I delete it?', ['Appendix 1 5.1', '8.1'], 'content'],
  ['chesterfield', 'Someone named a colleague in a nasty comment. Delete it?', ['Do 11'], 'content'],
  ['east-herts', 'Should I block this user?', ['Reputation Management', 'Appendix A Reputation Management'], 'content'],
  ['lewes-eastbourne', 'How many warnings before we block?', ['8.2'], null],
  ['lewes-eastbourne', 'A child has messaged our page', ['5.1', '5.2'], 'safeguarding'],
  ['emersons-green', 'I am worried about a child in a post', [], 'safeguarding'],
  ['lewes-eastbourne', 'How fast must we reply?', ['7.2', 'Appendix 1 4.1'], null],
  ['lewes-eastbourne', 'How fast in an emergency?', ['6.2'], null],
  ['chesterfield', "Can I look at a candidate's Facebook?", ["Don't 8"], null],
  ['east-herts', "Can I look at a candidate's Facebook?", ['3.4.1'], null],
  ['lewes-eastbourne', "Can I check a tenant's Facebook for fraud?", ['1.2', '4.1'], null],
  ['east-herts', 'Which data law applies?', ['4.1.1'], null],
  ['chesterfield', 'How often do I change the password?', ['Do 3'], null],
  ['chesterfield', 'Our account is hacked', ['Do 3'], 'account-security'],
  ['lewes-eastbourne', 'Someone asked for information by Twitter DM', ['9.2', '9.3'], null],
  ['emersons-green', 'What do I write when I remove an offensive comment?', ['4 i)'], null],
  ['east-herts', 'What must I do about libel?', ['4.3.1'], null],
  ['lewes-eastbourne', 'Can I use my own phone?', ['1.4'], null],
  ['east-herts', 'What reasons allow you to check my internet use?', ['2.1.3'], null],
]

describe.skipIf(!haveOriginals)(
  'the golden questions over the real documents (../shared/policies, skipped where it does not stand)',
  () => {
    let here: Started
    beforeAll(async () => {
      here = await started({ DOCUMENTS: originals })
    })

    test.each(golden)('%s: %s', async (council, question, cites, id) => {
      const { citations, desk } = await here.ask(council, question)

      expect(citations.map(({ ref }) => ref)).toEqual(expect.arrayContaining(cites))
      if (id !== null) expect(desk?.id).toBe(id)
    })

    test('nobody gives out a telephone number that no document has', async () => {
      const { outcome, answer, desk } = await here.ask('chesterfield', "What is the DSL's phone number?")

      expect(outcome).not.toBe('answered')
      expect(desk?.id).toBe('safeguarding')
      // The line that the council configured stands above; no other number does.
      expect(answer.replace(/^The council's emergency line.*$/m, '')).not.toMatch(/\d{5}/)
    })
  },
)
