import { z } from 'zod'
import type { Field, FormBlock } from '../../chat/reply.ts'
import { type Element, paragraphs, rich } from './rich.ts'

/** What is left open of how a form is shown. */
export interface Showing {
  /** Questions whose answer is too long to be shown again: it is kept, and stays where the field is left empty. */
  kept: readonly string[]
  /** The button that sends it, or that asks for it again after a choice. */
  press(label: string, sent: boolean): Element
  /** Where a file is given afterwards. */
  aboutFiles: string
}

/** The ids of the inputs of one question. A colon stands in no id of a question. */
export const inputIds = { day: ':day', time: ':time', or: ':or', any: ':any' } as const

/** Stands for no answer, where a choice may be taken back. */
export const noAnswer = ':none'

/**
 * What is to be filled in. A card cannot tell us of a choice when it is made, so below choices that change the form stands a button that
 * asks for it again. Nothing is required by the card itself in such a form: it would not let anybody press that button.
 */
export function formElements(form: FormBlock, showing: Showing): Element[] {
  const isFixed = form.fields.every(({ changes }) => !changes)
  const fields = form.fields.flatMap((field, at) => {
    const asksAgain = field.changes && !form.fields[at + 1]?.changes
    return [...fieldElements(form, field, showing, isFixed), ...(asksAgain ? [again(showing)] : [])]
  })
  const send = form.stops ? [] : [{ type: 'ActionSet', actions: [showing.press(form.send, true)] }]
  return [...fields, ...form.before.flatMap(paragraphs), ...send]
}

function again({ press }: Showing): Element {
  return { type: 'ActionSet', spacing: 'Small', actions: [press('Go on with this answer', false)] }
}

function fieldElements(form: FormBlock, field: Field, showing: Showing, isFixed: boolean): Element[] {
  const { id, help, kind } = field
  const wrong = form.mistakes.filter(mistake => mistake.field === id)
  const mistakes = wrong.map(({ says }) => ({
    ...{ type: 'Container', style: 'attention', spacing: 'Medium' },
    items: paragraphs(`To mend: ${says}`),
  }))
  if (kind === 'file') return [...mistakes, ...fileElements(form, field, showing)]
  const inputs = inputsOf(form, field, showing).map((input, at) => ({
    ...input,
    spacing: at === 0 && wrong.length === 0 ? 'Medium' : 'Small',
    ...(isFixed && field.required && at === 0 ? { isRequired: true, errorMessage: 'Please answer this.' } : {}),
  }))
  const kept = showing.kept.includes(id) ? 'What you wrote is kept. Leave this empty and it stays as it is.' : undefined
  const hints = [help, kept].filter(one => one !== undefined).flatMap(paragraphs)
  return [...mistakes, ...inputs, ...hints.map(subtle)]
}

function subtle(element: Element): Element {
  const inlines = z.array(z.record(z.string(), z.unknown())).parse(element['inlines'])
  return { ...element, spacing: 'None', inlines: inlines.map(run => ({ ...run, isSubtle: true, size: 'Small' })) }
}

function labelOf({ ask, required }: Field, part = ''): string {
  return `${ask}${part}${required ? '' : ' (may be left empty)'}`
}

function inputsOf(form: FormBlock, field: Field, { kept }: Showing): Element[] {
  const { id, kind, or } = field
  const given = form.given[id]
  const words = typeof given === 'string' && !kept.includes(id) ? given : ''
  const value = words === '' || words === or ? {} : { value: words }
  switch (kind) {
    case 'choice':
      return [choiceInput(field, given)]
    case 'date-and-time':
      return momentInputs(field, words)
    case 'paragraph':
      return [{ type: 'Input.Text', id, label: labelOf(field), isMultiline: true, ...value }]
    case 'link':
      return [{ type: 'Input.Text', id, label: labelOf(field), style: 'url', ...value }, ...instead(field, given)]
    default:
      return [{ type: 'Input.Text', id, label: labelOf(field), ...value }]
  }
}

/** Few options stand there to be read; many fold up. */
function choiceInput(field: Field, given: unknown): Element {
  const { id, options = {}, several, required } = field
  const choices = Object.entries(options).map(([value, title]) => ({ title, value }))
  const chosen = [given].flat().filter(one => typeof one === 'string' && one in options)
  const value = chosen.length > 0 ? { value: chosen.join(',') } : {}
  if (several) {
    const any = { id: `${id}${inputIds.any}`, isMultiSelect: true, style: 'expanded' }
    return { type: 'Input.ChoiceSet', label: labelOf(field), choices, ...any, ...value }
  }
  const all = required ? choices : [...choices, { title: 'No answer', value: noAnswer }]
  const style = all.length > 5 ? { style: 'compact', placeholder: 'Choose one' } : { style: 'expanded' }
  return { type: 'Input.ChoiceSet', id, label: labelOf(field), choices: all, ...style, ...value }
}

function momentInputs(field: Field, given: string): Element[] {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(given) ?? []
  return [
    {
      ...{ type: 'Input.Date', id: `${field.id}${inputIds.day}`, label: labelOf(field, ' (the day)') },
      ...(day ? { value: day } : {}),
    },
    {
      ...{ type: 'Input.Time', id: `${field.id}${inputIds.time}`, label: labelOf(field, ' (the time)') },
      ...(time ? { value: time } : {}),
    },
  ]
}

/** Words that may stand in place of a link are what its tick says. */
function instead({ id, or, ask }: Field, given: unknown): Element[] {
  if (!or) return []
  const values = { valueOn: or, valueOff: '', value: given === or ? or : '' }
  return [{ type: 'Input.Toggle', id: `${id}${inputIds.or}`, label: `Instead of: ${ask}`, title: or, ...values }]
}

const Files = z.array(z.object({ name: z.string() }))

/** A card takes no file. What came before it goes with it; the rest is sent afterwards. */
function fileElements(form: FormBlock, { id, ask }: Field, { aboutFiles }: Showing): Element[] {
  const named = (Files.safeParse(form.given[id]).data ?? []).map(({ name }) => `- ${name}`)
  const words = named.length > 0 ? ['It goes with what you send:', ...named] : [aboutFiles]
  return [rich([{ bold: ask }], 'Medium'), ...paragraphs(words.join('\n'))]
}
