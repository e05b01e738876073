import { expect, test } from 'vitest'
import { answering, sentences, windowAround, windowLength } from '../src/answers/sentence.ts'

test('a clause falls into its sentences and list items, and abbreviations end none', () => {
  const text = 'Ask first, e.g. by phone. Then wait.\n- “Stop!” is enough.\n- Dr. Green signs'

  const parts = sentences(text).map(part => part.text)

  expect(parts).toEqual(['Ask first, e.g. by phone.', 'Then wait.', '- “Stop!” is enough.', '- Dr. Green signs'])
})

test('each sentence knows where it stands', () => {
  const text = 'One is short. Two is longer.\nThree.'

  for (const part of sentences(text)) expect(text.slice(part.start)).toMatch(new RegExp(`^${part.text}`))
})

test('the sentence that weighs most answers', () => {
  const found = answering('Keep posts short. Sign them with your name.', text => (text.includes('name') ? 1 : 0))

  expect(found.text).toBe('Sign them with your name.')
})

test('a long clause is shown as a window around the sentence that answers, cut between sentences', () => {
  const text = Array.from({ length: 100 }, (_, i) => `This is sentence number ${i} of a long clause.`).join(' ')
  const start = text.indexOf('This is sentence number 60')

  const window = windowAround(text, start)

  expect(window.length).toBeLessThanOrEqual(windowLength)
  expect(text).toContain(window)
  expect(window).toContain('sentence number 60 of a long clause.')
  expect(window).toMatch(/^This is .* clause\.$/)
})

test('a short clause is shown whole, and one endless sentence is cut rather than shown empty', () => {
  expect(windowAround('Short.', 0)).toBe('Short.')

  const window = windowAround('word '.repeat(1000), 0)
  expect(window.length).toBeGreaterThan(1000)
  expect(window.length).toBeLessThanOrEqual(windowLength)
})
