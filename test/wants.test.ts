import { describe, expect, test } from 'vitest'
import { namesHolder } from '../src/answers/posts.ts'
import { holds, wanted } from '../src/answers/wants.ts'

describe('what kind of thing a question asks for is seen in its words', () => {
  test.each([
    ["what's the phone number for the press office", 'contact'],
    ['what is the email for the safeguarding lead?', 'contact'],
    ['Agency phone number?', 'contact'],
    ['give me the twitter password', 'secret'],
    ["what's the login for our instagram", 'secret'],
    ['guest wifi password for the town hall?', 'secret'],
    ["what's the monitoring officer called", 'name'],
    ['who is gold command tonight', 'name'],
    ["who's the head of planning at the moment?", 'name'],
    ['what is the name of the data protection officer', 'name'],
    ['how long does the course take?', 'duration'],
    ['how soon must I answer a message', 'duration'],
    ['how long does my password have to be', 'length'],
    ['how long should a reply be?', 'length'],
    ['how long must records be kept', 'duration'],
    ['how many working days do we have for a request', 'duration'],
    ["when's the next training session running", 'moment'],
    ['what time does the office open', 'moment'],
    ['how often must I change it', 'frequency'],
    ['how many warnings before a block', 'amount'],
    ["what's the pass mark", 'amount'],
    ['press office direct dial', 'contact'],
    ["who's the head of planning these days, name?", 'name'],
    ['which officer do I ask for by name', 'name'],
    ['how far back do we keep the log', 'duration'],
    ['when does the committee next sit', 'moment'],
    ['what size should the banner picture be', 'size'],
  ])('%s → %s', (question, want) => {
    expect(wanted(question)).toBe(want)
  })
})

describe('a question that any rule can answer asks for no such thing', () => {
  test.each([
    ['who do I ask about a post'],
    ['who is allowed to use the business account'],
    ['whos to blame if it goes wrong'],
    ['do I have to hand over the login'],
    ['can I use my work email to sign up'],
    ['when can I delete a comment'],
    ['how much detail can I give'],
    ['why does comms want our passwords'],
    ['which email should I sign up with'],
  ])('%s', question => {
    expect(wanted(question)).toBeNull()
  })
})

describe('a text is known to hold the thing or not', () => {
  test.each([
    ['duration', 'Reply within two working days.', true],
    ['duration', 'Complete the course before you post.', false],
    ['duration', 'Answer within fourteen days.', true],
    ['duration', 'Kept for eighteen months.', true],
    ['duration', 'Tell the lead on the same working day.', true],
    ['duration', 'Reply by the end of the next working day.', true],
    ['duration', 'A reply has at most fourteen characters.', false],
    ['length', 'Passwords must be at least fourteen characters long.', true],
    ['length', 'A reply has no more than 300 words.', true],
    ['length', 'The break should be thirty minutes.', true],
    ['length', 'Passwords are never shared.', false],
    ['amount', 'Fourteen people sit on it.', true],
    ['amount', 'Eleven people sit on it.', true],
    ['contact', 'Write to comms@council.test first.', true],
    ['contact', 'Ask the press office.', false],
    ['name', 'Owner:\tAnn Other Head of Planning', true],
    ['name', 'The Press Officer decides.', false],
    ['frequency', 'The register is checked each month.', true],
    ['amount', 'Two warnings are sent.', true],
    ['secret', 'Change the password monthly.', false],
  ] as const)('%s in “%s”: %s', (want, text, there) => {
    expect(holds(text, want)).toBe(there)
  })
})

describe('a role that goes with a post is named by naming the post, and a post only by a name', () => {
  test.each([
    [
      'Who is the Designated Safeguarding Lead?',
      'The Designated Safeguarding Lead is the Head of Community Services.',
      true,
    ],
    ['who is the DSL', 'The Designated Safeguarding Lead (DSL) is the Head of Community Services.', true],
    ['who’s our data protection officer', 'The Head of Legal Services is the council’s Data Protection Officer.', true],
    ['who is the monitoring officer', 'The Solicitor to the Council acts as the Monitoring Officer.', true],
    ['who is the monitoring officer', 'The Monitoring Officer is the last to sign.', false],
    ['who is the monitoring officer', 'Whoever is told is the Monitoring Officer’s deputy.', false],
    ['who is the monitoring officer', 'The Deputy to whom it falls tells the Monitoring Officer.', false],
    ['who is the monitoring officer', 'The Deputy Monitoring Officer is the Head of Legal.', false],
    ['who is the monitoring officer at the moment', 'The Monitoring Officer is the Head of Legal.', false],
    ['who is the head of community services', 'The Designated Lead is the Head of Community Services.', false],
    ['who can be the monitoring officer', 'The Monitoring Officer is the Head of Legal.', false],
  ])('%s – %s', (question, text, named) => {
    expect(namesHolder(text, question)).toBe(named)
  })
})
