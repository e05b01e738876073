import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wrongBlocks, wrongMessage, wrongView } from '../src/channels/slack/check.ts'
import { asSeen } from '../src/channels/slack/decode.ts'
import { cut, most, pieces } from '../src/channels/slack/limits.ts'
import { inPlainWords, messageOf } from '../src/channels/slack/message.ts'
import { momentSeconds, momentText } from '../src/channels/slack/moment.ts'
import { blocksOf } from '../src/channels/slack/render.ts'
import { soundView } from '../src/channels/slack/sound.ts'
import { modalOf } from '../src/channels/slack/view.ts'
import type { Block, Reply } from '../src/chat/reply.ts'

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
const option = (value: string) => ({ text: plain(5), value })
const button = (more: object = {}, id = 'a') => ({ type: 'button', action_id: id, text: plain(5), ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain(5), element, ...more })
const write = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'w', ...more })
const section = (more: object) => ({ type: 'section', text: plain(5), ...more })
const choose = (type: string, count: number) => ({
  ...{ type, action_id: 'c' },
  options: Array.from({ length: count }, (_, at) => option(String(at))),
})
const modal = (more: object = {}) => ({ type: 'modal', title: plain(5), blocks: [{ type: 'divider' }], ...more })

describe('what Slack would refuse is found before it is sent:', () => {
  test.each([
    ['an unknown property', [{ type: 'divider', colour: 'red' }]],
    ['a block that it does not know', [{ type: 'banner' }]],
    ['51 blocks in a message', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['an empty text', [section({ text: plain(0) })]],
    ['a text of 3,001', [section({ text: plain(3001) })]],
    ['a field of 2,001', [section({ fields: [plain(2001)] })]],
    ['eleven fields', [section({ fields: Array.from({ length: 11 }, () => plain(5)) })]],
    ['a header of 151', [{ type: 'header', text: plain(151) }]],
    ['eleven in a context', [{ type: 'context', elements: Array.from({ length: 11 }, () => plain(5)) }]],
    ['26 buttons in a row', [actions(...Array.from({ length: 26 }, (_, at) => button({}, String(at))))]],
    ['a button of 76', [actions(button({ text: plain(76) }))]],
    ['a value of 2,001', [actions(button({ value: 'x'.repeat(2001) }))]],
    ['101 options', [actions(choose('static_select', 101))]],
    ['an option of 76', [actions({ ...choose('static_select', 1), options: [{ text: plain(76), value: 'v' }] })]],
    ['six in an overflow', [actions(choose('overflow', 6))]],
    ['eleven radio buttons', [actions(choose('radio_buttons', 11))]],
    ['eleven checkboxes', [actions(choose('checkboxes', 11))]],
    ['a placeholder of 151', [actions({ ...choose('static_select', 1), placeholder: plain(151) })]],
    [
      'a question before a press of 301',
      [actions(button({ confirm: { title: plain(5), text: plain(301), confirm: plain(5), deny: plain(5) } }))],
    ],
    ['an id of 256', [{ type: 'divider', block_id: 'x'.repeat(256) }]],
    ['a picture without words for it', [{ type: 'image', image_url: 'https://example.org/x.png', alt_text: '' }]],
    [
      'words for a picture of 2,001',
      [{ type: 'image', image_url: 'https://example.org/x.png', alt_text: 'x'.repeat(2001) }],
    ],
    [
      'a block id twice',
      [
        { type: 'divider', block_id: 'x' },
        { type: 'divider', block_id: 'x' },
      ],
    ],
    ['an action id twice in a row', [actions(button(), button())]],
    ['an input in a message', [input(write())]],
    [
      'two tables',
      [
        { type: 'table', rows: [] },
        { type: 'table', rows: [] },
      ],
    ],
    ['markdown of 12,001 together', Array.from({ length: 3 }, () => ({ type: 'markdown', text: 'x'.repeat(4001) }))],
    ['13,200 characters of blocks', Array.from({ length: 5 }, () => section({ text: plain(2640) }))],
    ['an empty rich text', [{ type: 'rich_text', elements: [] }]],
    [
      'a mention in rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] }],
        },
      ],
    ],
  ])('%s', (_, blocks) => {
    expect(wrongBlocks('message', blocks)).not.toEqual([])
  })

  test.each([
    ['a title of 25', modal({ title: plain(25) })],
    ['a submit of 25', modal({ submit: plain(25) })],
    ['a close of 25', modal({ close: plain(25) })],
    ['metadata of 3,001', modal({ private_metadata: 'x'.repeat(3001) })],
    ['101 blocks', modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) })],
    ['an input without a button to send', modal({ blocks: [input(write())] })],
    ['a label of 2,001', modal({ submit: plain(5), blocks: [input(write(), { label: plain(2001) })] })],
    ['a hint of 2,001', modal({ submit: plain(5), blocks: [input(write(), { hint: plain(2001) })] })],
    ['an input of 3,001', modal({ submit: plain(5), blocks: [input(write({ initial_value: 'x'.repeat(3001) }))] })],
    ['an input for 3,001', modal({ submit: plain(5), blocks: [input(write({ max_length: 3001 }))] })],
    [
      'eleven files',
      modal({ submit: plain(5), blocks: [input({ type: 'file_input', action_id: 'f', max_files: 11 })] }),
    ],
    ['an action id twice in all of it', modal({ blocks: [actions(button()), actions(button())] })],
    ['markdown', modal({ blocks: [{ type: 'markdown', text: 'x' }] })],
    ['a table', modal({ blocks: [{ type: 'table', rows: [] }] })],
    [
      'two fields to begin in',
      modal({
        submit: plain(5),
        blocks: [input(write({ focus_on_load: true })), input(write({ action_id: 'w2', focus_on_load: true }))],
      }),
    ],
    ['a file to add on the home tab', { type: 'home', blocks: [input({ type: 'file_input', action_id: 'f' })] }],
  ])('in a window or on the home tab, %s', (_, view) => {
    expect(wrongView(view)).not.toEqual([])
  })

  test('a message without words for a screen reader', () => {
    expect(wrongMessage({ text: ' ', blocks: [{ type: 'divider' }] })).not.toEqual([])
    expect(wrongMessage({ text: 'x'.repeat(40_001) })).not.toEqual([])
  })

  test('and what is sound is left alone', () => {
    const blocks = [
      section({ text: plain(3000) }),
      actions(button(), button({ style: 'primary', value: 'x' }, 'b')),
      actions(choose('radio_buttons', 10)),
    ]

    expect(wrongBlocks('message', blocks)).toEqual([])
    expect(
      wrongView(modal({ submit: plain(24), blocks: [input(write({ max_length: 3000 }), { hint: plain(5) })] })),
    ).toEqual([])
  })

  test('a mistake is named by its place, without the words that stand there', () => {
    const wrong = wrongBlocks('message', [
      section({ text: { type: 'plain_text', text: `PLANTED${'x'.repeat(3000)}` } }),
    ])

    expect(wrong).toEqual(['0.text.text: too_big'])
  })
})

const hostile =
  '<!channel> <!here> <@U1> <#C1> @everyone @channel *bold* _it_ ~no~ `code` > quote <https://evil.example|click> :fire: & < >'

describe('words that are not ours', () => {
  test('stand in blocks as they are, and nowhere as mark-up', () => {
    const blocks = blocksOf({ title: hostile, blocks: everyBlock(hostile) })

    const types = [...JSON.stringify(blocks).matchAll(/"type":"(\w+)"/g)].map(([, type]) => type)
    expect(types).not.toContain('mrkdwn')
    expect(types).not.toContain('markdown')
    expect(types.filter(type => /^(?:broadcast|user|usergroup|link|emoji)$/.test(type ?? ''))).toEqual([])
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(hostile).slice(1, -1))
    expect(JSON.stringify(blocks)).not.toContain('"emoji":true')
  })

  test('call nobody and link to nothing from a notification or a message in plain words', () => {
    const reply: Reply = { title: hostile, blocks: everyBlock(hostile), for: 'place' }

    for (const message of [messageOf(reply), inPlainWords(reply)]) {
      expect(message.text).not.toMatch(/<[!@#h]/)
      expect(message.text).toContain('&lt;!channel&gt;')
      expect(message).toMatchObject({ unfurl_links: false, unfurl_media: false })
    }
    expect(inPlainWords(reply).mrkdwn).toBe(false)
  })

  test('with half a letter in them, as a cut text has, are shown and break nothing', () => {
    const message = messageOf({ title: 'A', blocks: [{ is: 'quote', from: 'x', text: 'broken \ud83e' }], for: 'asker' })

    expect(JSON.stringify(message)).not.toMatch(/\\ud83e/)
    expect(() => encodeURIComponent(JSON.stringify(message))).not.toThrow()
  })
})

describe('whatever a reply holds, Slack takes it:', () => {
  const words = long(3_500)
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ is: fc.constant('text' as const), text: words, heading: words }),
    fc.record({ is: fc.constant('quote' as const), text: words, from: words }),
    fc.record({
      is: fc.constant('notice' as const),
      tone: fc.constantFrom('danger' as const, 'plain' as const),
      text: words,
    }),
    fc.record({ is: fc.constant('facts' as const), facts: fc.array(fc.tuple(words, words), { maxLength: 3 }) }),
    fc.record({
      is: fc.constant('table' as const),
      caption: words,
      columns: fc.constant<string[]>(['a', 'b']),
      rows: fc.array(fc.tuple(words, words), { maxLength: 3 }),
    }),
    fc.record({
      is: fc.constant('actions' as const),
      actions: fc.array(
        fc.record({ label: words.filter(label => label !== ''), act: fc.constant({ do: 'home' as const }) }),
        { maxLength: 30 },
      ),
    }),
  )
  const reply = fc.record({
    title: words,
    blocks: fc.array(block, { maxLength: 40 }),
    for: fc.constant('asker' as const),
  })

  test('as a message', () => {
    fc.assert(
      fc.property(reply, one => void expect(wrongMessage(messageOf(one))).toEqual([])),
      { numRuns: 40 },
    )
  })

  test('as a window', () => {
    const window = { carried: { act: { do: 'home' } as const }, momentShown: () => undefined }

    fc.assert(
      fc.property(
        reply,
        one => void expect(wrongView(soundView(modalOf(one, window), one, 'https://x.example').view)).toEqual([]),
      ),
      { numRuns: 40 },
    )
  })
})

describe('long words', () => {
  test('in parts are the same words when joined, byte for byte, and no part is too long or breaks a letter', () => {
    fc.assert(
      fc.property(long(12_000), words => {
        const parts = pieces(words, most.input)

        expect(parts.join('')).toBe(words)
        expect(parts.every(part => part.length <= most.input && !/\p{Surrogate}/u.test(part))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('are parted where neither side has a space, so that nobody who trims them takes any away', () => {
    const parts = pieces('word '.repeat(2_000), most.input)

    expect(parts.slice(0, -1).every(part => !/\s$/.test(part))).toBe(true)
    expect(parts.slice(1).every(part => !/^\s/.test(part))).toBe(true)
  })

  test('keep each letter whole where there is no better place to part them', () => {
    for (const words of ['🦊 '.repeat(2_000), `x${'🦊 '.repeat(2_000)}`, `${' '.repeat(2_999)}🦊`]) {
      const parts = pieces(words, most.input)

      expect(parts.join('')).toBe(words)
      expect(parts.filter(part => /\p{Surrogate}/u.test(part))).toEqual([])
    }
  })

  test('that are cut say so, and no letter is cut in half', () => {
    expect(cut('abcdef', 4)).toBe('abc…')
    expect(cut('ab🦊def', 4)).toBe('ab…')
  })
})

test.each([
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['<https://example.org/a?b=1&amp;c=2>', 'https://example.org/a?b=1&c=2'],
  ['<https://example.org|example.org>', 'example.org'],
  ['<https://example.org/x|see here>', 'see here (https://example.org/x)'],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['<@U1> and <@U2|kim> in <#C1|town-hall> <!here> <!subteam^S1|@press>', '@Sam and @kim in #town-hall @here @press'],
])('%s is read as somebody saw it: %s', (sent, seen) => {
  expect(asSeen(sent, id => (id === 'U1' ? 'Sam' : undefined))).toBe(seen)
})

test.each([
  ['2026-11-20 14:30', 'Europe/London', '2026-11-20T14:30:00Z'],
  ['2026-07-20 14:30', 'Europe/London', '2026-07-20T13:30:00Z'],
  ['2026-11-20T14:30:00Z', 'Europe/London', '2026-11-20T14:30:00Z'],
  ['2026-11-20 14:30', undefined, '2026-11-20T14:30:00Z'],
])('%s, on the clock of %s, is the moment %s', (written, zone, at) => {
  const seconds = momentSeconds(written, zone)

  expect(new Date((seconds ?? 0) * 1000).toISOString()).toBe(at.replace('Z', '.000Z'))
  expect(momentSeconds(momentText(seconds ?? 0, zone), zone)).toBe(seconds)
})

/** Words of any length up to about so many, with letters that take several units and spaces in all places. */
function long(most: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(most))
    .map(([some, length]) => (some === '' ? '' : some.repeat(Math.ceil(length / some.length))))
}

function everyBlock(words: string): Block[] {
  return [
    { is: 'text', heading: words, text: `${words}\n- ${words}` },
    { is: 'quote', text: words, from: words, under: words, lead: words, marked: true },
    { is: 'facts', heading: words, facts: [[words, words]], actions: [{ label: words, act: { do: 'home' } }] },
    { is: 'notice', tone: 'danger', text: words },
    { is: 'table', caption: words, columns: [words, words], rows: [[words, words]] },
    { is: 'file', name: words, kind: 'text/plain', content: Buffer.from('x') },
  ]
}
