import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Field, FormBlock } from '../../chat/reply.ts'
import { inputIds } from './input-ids.ts'
import { cut, most, pieces } from './limits.ts'
import { paragraphs, plain, section } from './rich.ts'

/**
 * What is to be filled in, as blocks. A question's id is its block's, so that what is wrong is shown beside it and what was typed stays
 * where it is when the form is drawn again: Slack keeps it by that id, and takes the value given here for a block that is new.
 */
export function fieldBlocks(form: FormBlock, more: More): types.KnownBlock[] {
  return [
    ...(form.noPictures && filesGiven(form).length > 0 ? leftOutFiles : []),
    ...form.fields.flatMap(field => fieldOf(form, field, more)),
    ...moreRoom(form, more),
    ...form.before.flatMap(paragraphs),
  ]
}

export interface More {
  /** How many parts a long answer may have. */
  parts: number
  /** Moments are shown on the council's clock. */
  momentShown(given: string): number | undefined
}

const given = {
  text: z.string(),
  several: z.array(z.string()),
  files: z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number() })),
}

function fieldOf(form: FormBlock, field: Field, more: More): types.KnownBlock[] {
  switch (field.kind) {
    case 'choice':
      return form.stops ? choiceAlone(form, field) : [input(field, choiceElement(form, field))]
    case 'paragraph':
      return wordsIn(form, field, Math.max(more.parts, 1))
    case 'text':
    case 'person':
      return wordsIn(form, field, 1)
    case 'link':
      return [...wordsIn(form, field, 1), ...instead(form, field)]
    case 'date-and-time':
      return [input(field, momentElement(form, field, more))]
    case 'file':
      return fileBlocks(form, field)
  }
}

function input(
  { id, ask, help, required, changes }: Field,
  element: types.InputBlock['element'],
  rest: Partial<types.InputBlock> = {},
): types.InputBlock {
  return {
    ...{ type: 'input', block_id: id, label: plain(cut(ask, most.label)), element },
    ...(help ? { hint: plain(cut(help, most.label)) } : {}),
    ...(required ? {} : { optional: true }),
    ...(changes ? { dispatch_action: true } : {}),
    ...rest,
  }
}

/** Words, in as many parts as they take: Slack's fields hold 3,000 characters. */
function wordsIn(form: FormBlock, field: Field, parts: number): types.InputBlock[] {
  // What stands in place of a link is ticked below it.
  const all = field.or !== undefined && form.given[field.id] === field.or ? [''] : partsOf(form, field.id)
  const multiline = field.kind === 'paragraph' || all.length > 1
  return Array.from({ length: Math.max(parts, all.length) }, (_, at) => {
    const id = inputIds.part(field.id, at)
    const value = all[at]
    const element: types.PlainTextInput = {
      ...{ type: 'plain_text_input', action_id: id, max_length: most.input },
      ...(multiline ? { multiline: true } : {}),
      ...(value ? { initial_value: value } : {}),
    }
    const isFirst = at === 0
    const label = isFirst ? field.ask : `${cut(field.ask, 120)} (goes on, part ${at + 1})`
    const { help, ...rest } = field
    const shown = { ...rest, id, ask: label, ...(isFirst && help ? { help } : {}) }
    return input({ ...shown, required: field.required && isFirst && field.or === undefined }, element)
  })
}

/** What may stand in place of a link, to be ticked instead of typed. */
function instead(form: FormBlock, { id, or }: Field): types.InputBlock[] {
  if (or === undefined) return []
  const option = optionOf('or', or)
  const element: types.Checkboxes = {
    ...{ type: 'checkboxes', action_id: inputIds.instead(id), options: [option] },
    ...(form.given[id] === or ? { initial_options: [option] } : {}),
  }
  const block = {
    id: inputIds.instead(id),
    ask: 'Or tick this',
    kind: 'choice',
    required: false,
    several: true,
  } as const
  return [input(block, element)]
}

function choiceElement(
  form: FormBlock,
  { id, options: of = {}, several }: Field,
): types.RadioButtons | types.Checkboxes | types.StaticSelect | types.MultiStaticSelect {
  const options = Object.entries(of)
    .slice(0, most.options)
    .map(([value, words]) => optionOf(value, words))
  const few = options.length <= most.boxes
  const chosen = [form.given[id]].flat()
  const initial = options.filter(({ value }) => chosen.includes(value))
  const placeholder = plain('Choose')
  if (several) {
    const before = initial.length > 0 ? { initial_options: initial } : {}
    return few
      ? { type: 'checkboxes', action_id: id, options, ...before }
      : { type: 'multi_static_select', action_id: id, options, placeholder, ...before }
  }
  const [first] = initial
  const before = first ? { initial_option: first } : {}
  return few
    ? { type: 'radio_buttons', action_id: id, options, ...before }
    : { type: 'static_select', action_id: id, options, placeholder, ...before }
}

/** While nothing can be sent there is no button to send it: so the question stands outside an input, which would need one. */
function choiceAlone(form: FormBlock, field: Field): types.KnownBlock[] {
  return [
    { type: 'rich_text', elements: [section({ bold: field.ask }, ...(field.help ? [`\n${field.help}`] : []))] },
    { type: 'actions', block_id: field.id, elements: [choiceElement(form, field)] },
  ]
}

function optionOf(value: string, words: string) {
  return { text: plain(cut(words, most.option)), value }
}

function momentElement(form: FormBlock, { id }: Field, { momentShown }: More): types.DateTimepicker {
  const written = given.text.safeParse(form.given[id]).data
  const at = written === undefined ? undefined : momentShown(written)
  return { type: 'datetimepicker', action_id: id, ...(at === undefined ? {} : { initial_date_time: at }) }
}

/** Files that are named already, to be left out or kept, and room for others. Their ids go to and fro; nothing is fetched. */
function fileBlocks(form: FormBlock, field: Field): types.InputBlock[] {
  const known = filesGiven(form, field.id).slice(0, most.files)
  const options = known.map(({ id, name, bytes }) => optionOf(`${id}:${bytes}`, name))
  const kept: types.Checkboxes = {
    type: 'checkboxes',
    action_id: inputIds.kept(field.id),
    options,
    initial_options: options,
  }
  const free = most.files - known.length
  const id = inputIds.files(field.id, known.length)
  const add: types.FileInput = { type: 'file_input', action_id: id, max_files: free }
  return [
    ...(known.length > 0
      ? [
          input(
            { ...field, id: inputIds.kept(field.id), ask: 'Files that go with it', help: undefined, required: false },
            kept,
          ),
        ]
      : []),
    ...(free > 0
      ? [input({ ...field, id, required: false, help: `${field.help ?? ''} ${aboutFiles}`.trim() }, add)]
      : []),
  ]
}

const aboutFiles =
  'In Slack the limit is 10 MB a file, and ten files. Slack keeps its own copy, which Signpost cannot delete: it stays among your files in Slack.'

function filesGiven(form: FormBlock, field?: string) {
  const ids = field ? [field] : Object.keys(form.given)
  return ids.flatMap(id => given.files.safeParse(form.given[id]).data ?? [])
}

const leftOutFiles: types.RichTextBlock[] = [
  {
    type: 'rich_text',
    elements: [section({ bold: 'The files that were named here are left out. Nothing of them was fetched or kept.' })],
  },
]

function moreRoom(form: FormBlock, { parts }: More): types.ActionsBlock[] {
  const long = form.fields.filter(({ kind }) => kind === 'paragraph').map(({ id }) => partsOf(form, id).length)
  if (long.length === 0 || Math.max(parts, ...long) >= mostParts) return []
  return [
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'more', text: plain(moreWords) }] },
  ]
}

/** Four hold more than a question takes. */
const mostParts = 4
const moreWords = 'More room to write'

function partsOf(form: FormBlock, id: string): string[] {
  return pieces(given.text.safeParse(form.given[id]).data ?? '', most.input)
}
