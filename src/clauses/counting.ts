/** Numbers as lists print them: the words of HTML and CSS and those of Word, in one place. */
export function counted(n: number, format: string): string {
  switch (format) {
    case 'a':
    case 'lower-alpha':
    case 'lower-latin':
    case 'lowerLetter':
      return letters(n)
    case 'A':
    case 'upper-alpha':
    case 'upper-latin':
    case 'upperLetter':
      return letters(n).toUpperCase()
    case 'i':
    case 'lower-roman':
    case 'lowerRoman':
      return roman(n)
    case 'I':
    case 'upper-roman':
    case 'upperRoman':
      return roman(n).toUpperCase()
    case 'decimalZero':
    case 'decimal-leading-zero':
      return String(n).padStart(2, '0')
    case 'ordinal':
      return `${n}${suffix(n)}`
    case 'cardinalText':
      return capital(words[n] ?? String(n))
    case 'ordinalText':
      return capital(ordinals[n] ?? `${n}${suffix(n)}`)
    case 'none':
      return ''
    default:
      return String(n)
  }
}

/** After `z` Word repeats the letter (`aa`, `bb`); so few lists reach it that HTML's `ab` is not told apart. */
function letters(n: number): string {
  if (n < 1 || n > 26 * 20) return String(n)
  return String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1)
}

const signs: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n)
  let rest = n
  let text = ''
  for (const [value, sign] of signs)
    while (rest >= value) {
      text += sign
      rest -= value
    }
  return text
}

function suffix(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'
}

const words = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
