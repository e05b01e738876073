import { getDocumentProxy } from 'unpdf'
import { cannotRead } from '../kind.ts'
import type { Source } from '../source.ts'
import { withPrintedTitle } from '../title.ts'
import { withFootnotesMoved } from './footnotes.ts'
import { furnitureOf } from './furniture.ts'
import { habitsOf } from './habits.ts'
import { layoutOf } from './layout.ts'
import { linesOf } from './lines.ts'
import { withCommonMargins } from './margins.ts'
import { completeNode20 } from './node20.ts'
import { type Page, pageOf } from './page.ts'
import { paragraphsOf } from './paragraphs.ts'
import { unreadablePages } from './unreadable.ts'

/** A PDF: rows made of coordinates, in reading order, wrapped lines joined, running heads and feet left out and noted. */
export async function readPdf(bytes: Uint8Array, file: string): Promise<Source> {
  completeNode20()
  const pdf = await opened(bytes, file)
  try {
    const pages: Page[] = []
    for (let number = 1; number <= pdf.numPages; number++) pages.push(await pageAt(pdf, number))
    const unread = unreadablePages(pages, file)
    const furniture = furnitureOf(pages)
    const columns = withCommonMargins(
      pages.map(page => ({ width: Math.round(page.width), columns: layoutOf(page, furniture.pieces) })),
    )
    const habits = habitsOf(columns)
    const notes = [
      ...unread,
      ...(furniture.texts.length
        ? [`left out as repeated on its pages: ${furniture.texts.map(text => `"${text}"`).join(', ')}`]
        : []),
      ...slantedNote(pages),
    ]
    const lines = linesOf(withFootnotesMoved(paragraphsOf(columns, habits)), habits)
    const about = withPrintedTitle(await aboutOf(pdf, pages), [...furniture.texts, ...lines.map(line => line.text)])
    return { lines, about, notes }
  } finally {
    await pdf.destroy()
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

const mostPages = 2_000

async function opened(bytes: Uint8Array, file: string): Promise<Pdf> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0, maxImageSize: 1, isEvalSupported: false }).catch(cause => {
    throw unopened(cause, file)
  })
  if (pdf.numPages <= mostPages) return pdf
  const pages = pdf.numPages
  await pdf.destroy()
  throw cannotRead(file, `it has ${pages} pages, and ${mostPages} is the most that is read`, 'Split it.')
}

function unopened(cause: unknown, file: string): Error {
  if (cause instanceof Error && cause.name === 'PasswordException')
    return cannotRead(
      file,
      'it asks for a password',
      'Save a copy without the password and put that in its place.',
      cause,
    )
  const remedy = 'Copy it again from where it came from; if it still fails, save it as PDF anew.'
  return cannotRead(file, 'it is damaged or was cut short while being copied', remedy, cause)
}

async function pageAt(pdf: Pdf, number: number): Promise<Page> {
  const page = await pdf.getPage(number)
  const made = await pageOf(page)
  page.cleanup()
  return made
}

function slantedNote(pages: Page[]): string[] {
  const texts = [...new Set(pages.flatMap(page => page.slanted))].slice(0, 10)
  return texts.length ? [`left out as set at an angle: ${texts.map(text => `"${text}"`).join(', ')}`] : []
}

async function aboutOf(pdf: Pdf, pages: Page[]): Promise<Record<string, string>> {
  const { info } = await pdf.getMetadata()
  const about: Record<string, string> = {}
  const facts: [key: string, name: string][] = [
    ['title', 'Title'],
    ['author', 'Author'],
    ['subject', 'Subject'],
    ['created', 'CreationDate'],
    ['modified', 'ModDate'],
  ]
  for (const [key, name] of facts) {
    const value = String((info as Record<string, unknown>)[name] ?? '').trim()
    const date = /^D:(\d{4})(\d\d)?(\d\d)?/.exec(value)
    if (date) about[key] = date.slice(1).filter(Boolean).join('-')
    else if (value !== '') about[key] = value
  }
  if (pages.some(page => page.slanted.some(text => /\bdraft\b/i.test(text)))) about['status'] = 'draft'
  return about
}
