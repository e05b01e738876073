import { describe, expect, test } from 'vitest'
import { read, texts } from './support/reading.ts'

const page = async (body: string) => texts(await read('a.html', `<!doctype html><html><body>${body}</body></html>`))

describe('a list in a web page gets the numbers a browser would print', () => {
  test.each([
    ['plain', '<ol><li>one<li>two</ol>', ['1. one', '2. two']],
    ['start and letters', '<ol start=3 type=a><li>x<li>y</ol>', ['c. x', 'd. y']],
    ['letters by style', '<ol style="list-style-type: upper-roman"><li>x<li>y</ol>', ['I. x', 'II. y']],
    ['reversed', '<ol reversed><li>x<li>y</ol>', ['2. x', '1. y']],
    ['an item that says its own value', '<ol><li>x<li value=7>y<li>z</ol>', ['1. x', '7. y', '8. z']],
    ['one within another', '<ol><li>x<ol type=i><li>y</ol><li>z</ol>', ['1. x', '  i. y', '2. z']],
    ['bullets', '<ul><li>x<ul><li>y</ul><li>z</ul>', ['- x', '  - y', '- z']],
    ['an item of several paragraphs', '<ol><li><p>x</p><p>more</p></li><li><p>y</p></ol>', ['1. x', '  more', '2. y']],
    ['an item that prints its number itself', '<ul><li>2.1 x<li>(b) y</ul>', ['2.1 x', '(b) y']],
    ['no marks at all', '<ul style="list-style: none"><li>x</ul>', ['x']],
    [
      'numbers that a style sheet counts through the levels',
      '<style>li:before{content:counters(item,".")}</style><ol><li>x<ol><li>y<li>z</ol><li>w</ol>',
      ['1. x', '  1.1 y', '  1.2 z', '2. w'],
    ],
  ])('%s', async (_, body, lines) => {
    expect(await page(body)).toEqual(lines)
  })
})

test('the menus, scripts, cookie notices and footers around a page are not the policy; its own title is', async () => {
  const lines =
    await page(`<header>Site <nav>Home</nav></header><div role="dialog">Cookies</div><script>var a = "x"</script>
    <main><header><h1>Visits</h1></header><p>Who may visit. ${'Long. '.repeat(40)}</p><aside>See also</aside></main>
    <div hidden>no</div><p>Related pages</p><footer>Contact</footer>`)

  expect(lines[0]).toBe('Visits')
  expect(lines[1]).toMatch(/^Who may visit/)
  expect(lines).toHaveLength(2)
})

test('headings have their level, bold that opens a paragraph is marked, entities are letters', async () => {
  const source = await read(
    'a.html',
    `<html><body>
      <h2>2 <b>Scope</b></h2>
      <p><strong>Be&nbsp;kind:</strong> always &amp; to <b>all</b> &pound;5<br>next</p>`,
  )

  expect(source.lines.filter(line => line.text !== '')).toEqual([
    { text: '2 Scope', line: 2, page: null, level: 2 },
    { text: '**Be kind:** always & to all £5', line: 3, page: null },
    { text: 'next', line: 3, page: null },
  ])
})

describe('a table', () => {
  test('is a line a row, cells parted by tabs, under its caption', async () => {
    const lines = await page(`<table><caption>Control</caption><tr><th>Version</th><th>Date</th></tr>
      <tr><td>1.0</td><td>May<br>2020</td></tr></table>`)

    expect(lines).toEqual(['Control', 'Version\tDate', '1.0\tMay 2020'])
  })

  test('that only sets numbers beside sentences is read as numbered sentences', async () => {
    const lines = await page(`<table><tr><td>1.1</td><td><p><b>Visits.</b> Nobody visits a client alone after dark.</p>
      <ul><li>x</ul></td></tr><tr><td>1.2</td><td>Everybody says where they are going, and until when.</td></tr></table>`)

    expect(lines).toEqual([
      '1.1 **Visits.** Nobody visits a client alone after dark.',
      '- x',
      '1.2 Everybody says where they are going, and until when.',
    ])
  })

  test('of two lists side by side is read one list after the other', async () => {
    const lines = await page(`<table><tr><th>Do</th><th>Don't</th></tr><tr><td><ul><li>a<li>b<li>c</ul></td>
      <td><ul><li>d<li>e<li>f</ul></td></tr></table>`)

    expect(lines).toEqual(['Do', '- a', '- b', '- c', "Don't", '- d', '- e', '- f'])
  })
})

test('the page says its title without the name of the site, and its date', async () => {
  const { about } = await read(
    'a.html',
    '<html><head><title>Visits | Somewhere Council</title><meta name="DCTERMS.issued" content="2021-03-01"></head><body>Text',
  )

  expect(about).toEqual({ title: 'Visits', issued: '2021-03-01' })
})

test('sections that open at a click are read, with their titles; so is a page that is one large form', async () => {
  const lines = await page(`<form><main><h1>Visits</h1><h2><button>1 Before</button></h2>
    <div hidden>${'Tell the duty manager where you are going. '.repeat(6)}</div><div hidden>menu</div></main></form>`)

  expect(lines[1]).toBe('1 Before')
  expect(lines[2]).toMatch(/^Tell the duty manager/)
  expect(lines).toHaveLength(3)
})

test('a title in the header of a page is the title, unless the page has another', async () => {
  expect(await page('<header><nav>Home</nav><h1>Visits</h1></header><p>Text')).toEqual(['Visits', 'Text'])
  expect(await page('<header><h1>Council</h1></header><h1>Visits</h1>')).toEqual(['Visits'])
})

test('ten thousand tags one inside the other are read, and quickly', async () => {
  const started = performance.now()

  const lines = await page(`${'<div><b>'.repeat(5_000)}deep down${'<ul><li>'.repeat(2_500)}deeper`)

  expect(lines.map(line => line.trim())).toContain('**deep down**')
  expect(performance.now() - started).toBeLessThan(10_000)
})
