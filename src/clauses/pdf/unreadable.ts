import { cannotRead } from '../kind.ts'
import type { Page } from './page.ts'

/**
 * Notes on pages that are pictures, or whose letters cannot be made out; the latter lose their text. A document of nothing
 * else is refused.
 */
export function unreadablePages(pages: Page[], file: string): string[] {
  const garbled = pages.filter(isGarbled)
  for (const page of garbled) page.pieces = []
  const silent = pages.filter(page => page.drawn && page.pieces.length === 0 && !garbled.includes(page))
  if (pages.every(page => page.pieces.length === 0)) throw refusal(pages, garbled, file)
  const cut = pages.filter(page => page.cut)
  return [
    ...(silent.length ? [`pages without text, perhaps scanned: ${numbers(silent)}`] : []),
    ...(cut.length ? [`pages of which only a part was read, for they hold too much: ${numbers(cut)}`] : []),
    ...(garbled.length ? [`pages left out because their letters cannot be made out: ${numbers(garbled)}`] : []),
  ]
}

function refusal(pages: Page[], garbled: Page[], file: string): Error {
  if (garbled.length > 0)
    return cannotRead(
      file,
      'its fonts hide which letters it shows',
      'Save it as PDF anew from the original, or put in the original.',
    )
  const what = pages.length === 1 ? 'its only page holds no text' : `none of its ${pages.length} pages holds any text`
  return cannotRead(
    file,
    `${what}: it is probably scanned`,
    'Put in the original, or have the scan turned into text (OCR) first.',
  )
}

/** Fonts stripped of what their letters mean come out as rare letters, one for another. English and Welsh have next to none. */
function isGarbled({ pieces }: Page): boolean {
  const text = pieces.map(piece => piece.text).join('')
  const letters = text.match(/[\p{L}\ue000-\uf8ff\ufffd]/gu)?.length ?? 0
  const rare = text.match(/[\u0100-\u0173\u0179-\u024f\u1ea0-\u1eff\ue000-\uefff\uf100-\uf8ff\ufffd]/g)?.length ?? 0
  return letters >= 40 && rare > letters * 0.3
}

function numbers(pages: Page[]): string {
  return pages.map(page => page.number).join(', ')
}
