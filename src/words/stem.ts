/**
 * Porter's algorithm (1980, with his later `bli` and `logi`): words of one family get one stem, `policies` and `policy`
 * both `polici`. Chosen over lighter stemmers because it was measured; over a dictionary because councils coin words.
 * Words of other alphabets, and numbers, pass unchanged.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  const known = remembered.get(word)
  if (known !== undefined) return known

  const found = steps.reduce((form, step) => step(form), word)
  // A build stems a million words of which twenty thousand differ. Emptied when full: strangers type anything.
  if (remembered.size >= 50_000) remembered.clear()
  remembered.set(word, found)
  return found
}

const remembered = new Map<string, string>()

const steps = [plural, past, finalY, longer, shorter, bare, finalE]

function plural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2)
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

function past(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const ending = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0
  const rest = word.slice(0, word.length - ending)
  if (ending === 0 || !shape(rest).includes('v')) return word
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1)
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest
}

function finalY(word: string): string {
  return word.endsWith('y') && shape(word.slice(0, -1)).includes('v') ? `${word.slice(0, -1)}i` : word
}

const longEndings = pairs(
  'ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log',
)
const shortEndings = pairs('icate>ic ative> alize>al iciti>ic ical>ic ful> ness>')
const bareEndings = pairs(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ion> ou> ism> ate> iti> ous> ive> ize>',
)

function longer(word: string): string {
  return replaced(word, longEndings, 0)
}

function shorter(word: string): string {
  return replaced(word, shortEndings, 0)
}

function bare(word: string): string {
  const cut = replaced(word, bareEndings, 1)
  return word.endsWith('ion') && !/[st]ion$/.test(word) ? word : cut
}

function finalE(word: string): string {
  const rest = word.slice(0, -1)
  const syllables = measure(rest)
  if (word.endsWith('e') && (syllables > 1 || (syllables === 1 && !endsShort(rest)))) return rest
  return word.endsWith('ll') && syllables > 1 ? rest : word
}

/** The longest ending decides alone: where what is left of it is too short, no shorter ending is tried. */
function replaced(word: string, endings: [string, string][], above: number): string {
  const ending = endings.find(([from]) => word.endsWith(from))
  if (!ending) return word
  const rest = word.slice(0, -ending[0].length)
  return measure(rest) > above ? rest + ending[1] : word
}

/** A letter for each letter: `v` for a vowel, `c` for a consonant; `y` is a vowel after a consonant. */
function shape(word: string): string {
  let made = ''
  for (const letter of word) {
    const vowel = 'aeiou'.includes(letter) || (letter === 'y' && made.endsWith('c'))
    made += vowel ? 'v' : 'c'
  }
  return made
}

/** How often a vowel is followed by a consonant: roughly, syllables. */
function measure(word: string): number {
  return shape(word).split('vc').length - 1
}

function endsShort(word: string): boolean {
  return shape(word).endsWith('cvc') && !/[wxy]$/.test(word)
}

function pairs(list: string): [string, string][] {
  const made = list.split(' ').map((pair): [string, string] => {
    const [from = '', to = ''] = pair.split('>')
    return [from, to]
  })
  return made.sort((a, b) => b[0].length - a[0].length)
}
