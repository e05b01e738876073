import type { Found, Span } from './spot-pattern.ts'
import { stemOf, type Word, wordsOf } from './spot-reading.ts'

/** Every word and phrase the signals know, and which slots of which patterns each fills. */
export interface Vocabulary {
  find(words: readonly Word[]): Found
}

interface Node {
  next: Map<string, Node>
  slots: number[]
}

/** `slots[n]` holds the phrases that fill slot n. `ordinary` words are never taken for a slip of a known one. */
export function vocabularyOf(
  slots: readonly (readonly string[])[],
  short: ReadonlyMap<string, string>,
  ordinary: readonly string[],
): Vocabulary {
  const root = emptyNode()
  for (const [slot, phrases] of slots.entries())
    for (const phrase of phrases) {
      const node = keysOf(phrase, short).reduce(step, root)
      if (node === root) continue
      if (!node.slots.includes(slot)) node.slots.push(slot)
    }
  const known = new Set<string>()
  collect(root, known)
  const meant = slipReader(known, new Set(ordinary.map(stemOf)))
  return {
    find(words) {
      const found: Span[][] = []
      for (const [from] of words.entries())
        walk(root, words, from, meant, (slot, to) => {
          found[slot] ??= []
          found[slot].push({ from, to })
        })
      return found
    },
  }
}

function emptyNode(): Node {
  return { next: new Map(), slots: [] }
}

function step(node: Node, key: string): Node {
  const next = node.next.get(key) ?? emptyNode()
  node.next.set(key, next)
  return next
}

/** "=word" is that form only; "~ing" and "~ed" are any word that ends so, "~child" and "~elder" a number that
 * may be an age. */
function keysOf(phrase: string, short: ReadonlyMap<string, string>): string[] {
  return phrase.split(/\s+/).flatMap(part => {
    if (part.startsWith('~')) return [part]
    if (part.startsWith('=')) return [part]
    return wordsOf(part, short).map(word => word.stem)
  })
}

function collect(node: Node, into: Set<string>): void {
  for (const [key, next] of node.next) {
    into.add(key.replace(/^=/, ''))
    collect(next, into)
  }
}

function walk(
  node: Node,
  words: readonly Word[],
  at: number,
  meant: (word: Word) => string | undefined,
  fill: (slot: number, to: number) => void,
): void {
  for (const slot of node.slots) fill(slot, at)
  const word = words[at]
  if (word === undefined || node.next.size === 0) return
  for (const key of keysFor(word, meant)) {
    const next = node.next.get(key)
    if (next) walk(next, words, at + 1, meant, fill)
  }
}

function keysFor(word: Word, meant: (word: Word) => string | undefined): string[] {
  const keys = [word.stem, `=${word.text}`]
  if (word.text.length > 4) {
    if (word.text.endsWith('ing')) keys.push('~ing')
    if (word.text.endsWith('ed')) keys.push('~ed')
  }
  if (/^\d{1,3}$/.test(word.text)) keys.push(...ageKeys(Number(word.text)))
  const slip = meant(word)
  if (slip !== undefined) keys.push(slip)
  return keys
}

function ageKeys(number: number): string[] {
  if (number > 2 && number < 18) return ['~child']
  return number >= 65 && number <= 105 ? ['~elder'] : []
}

/** Reads a word nobody knows as the known one a slip away, if it begins alike. Remembers, as people repeat themselves. */
function slipReader(known: ReadonlySet<string>, ordinary: ReadonlySet<string>) {
  const byFirst = new Map<string, string[]>()
  // Shorter words have ordinary neighbours without number: "bread" for "break", "match" for "march".
  for (const word of known)
    if (word.length >= 6) byFirst.set(word.charAt(0), [...(byFirst.get(word.charAt(0)) ?? []), word])
  const remembered = new Map<string, string | undefined>()
  return ({ stem, text }: Word): string | undefined => {
    if (stem.length < 5 || known.has(stem) || known.has(text) || ordinary.has(stem) || ordinary.has(text))
      return undefined
    if (remembered.size > 20_000) remembered.clear()
    if (!remembered.has(stem)) {
      const near = byFirst.get(stem.charAt(0))?.filter(word => isOneSlip(stem, word)) ?? []
      remembered.set(stem, near.toSorted((a, b) => b.length - a.length)[0])
    }
    return remembered.get(stem)
  }
}

/**
 * A letter missed, added, changed, or two neighbours swapped: what is left between a common beginning and a common end.
 * `words/typos.ts` tries every slip against an index; here the other way about is ten times quicker, for there are few words.
 */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0]
  return left.length <= 1 && right.length <= 1
}
