import { randomInt } from 'node:crypto'

/**
 * `SAF-7K3Q-2M`: three letters of the desk, five signs drawn by lot, and a check letter. The signs are those that are not
 * taken for another on paper, and no vowel is among them, so that no word comes up. There are 23 of them and 23 check letters
 * because 23 is prime: then any one sign misread, and any two neighbours swapped, give another letter.
 *
 * A reference opens nothing by itself: whoever guesses one is told what they would be told of one that does not exist.
 */
export function newReference(desk: string, random: (below: number) => number = randomInt): string {
  const drawn = Array.from({ length: 5 }, () => signs[random(signs.length)]).join('')
  return written(lettersOf(desk), drawn + checkLetter(drawn))
}

/** The letters with which the references of a desk begin. */
export function lettersOf(desk: string): string {
  return desk
    .replace(/[^a-z]/g, '')
    .slice(0, 3)
    .padEnd(3, 'x')
    .toUpperCase()
}

/** A reference as people say and type it ("saf 7k3q 2m"), put straight; nothing where it cannot be one. */
export function readReference(said: string): string | undefined {
  const [, letters, code] = /^([A-Z]{3})([A-Z0-9]{6})$/.exec(said.toUpperCase().replace(/[\s\p{Pd}.,_/]/gu, '')) ?? []
  if (!letters || !code) return undefined
  const drawn = code.slice(0, 5)
  const known = [...drawn].every(sign => signs.includes(sign))
  return known && checkLetter(drawn) === code[5] ? written(letters, code) : undefined
}

const signs = '23456789CDFGHJKMNPQRTWX'
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ'

function written(desk: string, code: string): string {
  return `${desk}-${code.slice(0, 4)}-${code.slice(4)}`
}

function checkLetter(drawn: string): string {
  const sum = [...drawn].reduce((sum, sign, at) => sum + (at + 2) * signs.indexOf(sign), 0)
  return letters[sum % letters.length] ?? ''
}
