import { z } from 'zod'
import { most } from './limits.ts'

/**
 * Everything that Slack would refuse in blocks, as far as we know and have seen it refuse. A block that it does not know, or one
 * property too many, makes it refuse the whole message; so what is not described here is wrong. A mistake is said by its place and
 * kind, without any of the words that stand there.
 */
export type Surface = 'message' | 'modal' | 'home'

export function wrongBlocks(surface: Surface, blocks: unknown): string[] {
  const read = z.array(Block).max(most.blocks[surface]).safeParse(blocks)
  if (!read.success) return read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`)
  return [...misplaced(surface, read.data), ...repeated(surface, read.data), ...tooMuch(surface, read.data)]
}

export function wrongView(view: unknown): string[] {
  const read = View.safeParse(view)
  if (!read.success) return read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`)
  const { type, blocks } = read.data
  const asks = blocks.some(block => block.type === 'input')
  const canSend = read.data.type === 'modal' && read.data.submit !== undefined
  return [
    ...wrongBlocks(type, blocks),
    ...(asks && !canSend ? ['submit: missing beside inputs'] : []),
    ...(Buffer.byteLength(JSON.stringify(view)) > most.viewBytes ? ['view: too large'] : []),
  ]
}

/** A message: its blocks, and the words for a notification or a screen reader, which it must always have. */
export function wrongMessage({ text, blocks }: { text: string; blocks?: unknown }): string[] {
  return [
    ...(text.trim() === '' ? ['text: missing'] : []),
    ...(text.length > most.plain ? ['text: too long'] : []),
    ...(blocks === undefined ? [] : wrongBlocks('message', blocks)),
  ]
}

const words = (max: number) => z.string().min(1).max(max)
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() })
const either = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])
const id = z.string().min(1).max(most.id)
const placeholder = plain(most.placeholder).optional()
const focus = z.boolean().optional()

const option = z.strictObject({
  text: either(most.option),
  value: words(most.option),
  description: either(most.option).optional(),
})
const options = (max: number) => z.array(option).min(1).max(max)
const confirm = z
  .strictObject({
    title: plain(most.confirm.title),
    text: plain(most.confirm.text),
    confirm: plain(most.confirm.button),
    deny: plain(most.confirm.button),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional()

const element = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), action_id: id, ...shape })
const button = element('button', {
  text: plain(most.button),
  value: words(most.value).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  url: z.url().max(3000).optional(),
  confirm,
})
const chooses = { focus_on_load: focus, confirm }
const radio = element('radio_buttons', { options: options(most.boxes), initial_option: option.optional(), ...chooses })
const checkboxes = element('checkboxes', {
  options: options(most.boxes),
  initial_options: options(most.boxes).optional(),
  ...chooses,
})
const select = element('static_select', {
  options: options(most.options),
  initial_option: option.optional(),
  placeholder,
  ...chooses,
})
const selects = element('multi_static_select', {
  options: options(most.options),
  initial_options: options(most.options).optional(),
  placeholder,
  ...chooses,
})
const moment = element('datetimepicker', {
  initial_date_time: z.number().int().min(1e9).max(9_999_999_999).optional(),
  ...chooses,
})
const overflow = element('overflow', { options: options(most.overflow), confirm })
const text = element('plain_text_input', {
  multiline: z.boolean().optional(),
  initial_value: z.string().max(most.input).optional(),
  max_length: z.number().int().min(1).max(most.input).optional(),
  placeholder,
  focus_on_load: focus,
})
const files = element('file_input', {
  filetypes: z.array(words(20)).optional(),
  max_files: z.number().int().min(1).max(most.files).optional(),
})

const rich = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: words(most.text),
    style: z.strictObject({ bold: z.literal(true) }).optional(),
  }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3000) }),
])
const richElements = z.array(rich).min(1)
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: richElements })
const richText = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('rich_text_quote'), elements: richElements }),
  z.strictObject({ type: z.literal('rich_text_preformatted'), elements: richElements }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section).min(1),
  }),
])

const block = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), block_id: id.optional(), ...shape })
const Block = z.discriminatedUnion('type', [
  block('header', { text: plain(most.header) }),
  block('divider', {}),
  block('section', {
    text: either(most.text).optional(),
    fields: z.array(either(most.field)).min(1).max(most.fields).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, select]).optional(),
  }).refine(({ text, fields }) => text !== undefined || fields !== undefined),
  block('context', { elements: z.array(either(most.text)).min(1).max(most.context) }),
  block('image', { image_url: z.url().max(3000), alt_text: words(most.altText) }),
  block('markdown', { text: words(most.markdown) }),
  block('rich_text', { elements: z.array(richText).min(1) }),
  block('table', {
    rows: z.array(z.array(z.strictObject({ type: z.literal('raw_text'), text: words(most.text) })).max(20)).max(100),
  }),
  block('actions', {
    elements: z
      .array(z.discriminatedUnion('type', [button, radio, checkboxes, select, selects, moment, overflow]))
      .min(1)
      .max(most.actions),
  }),
  block('input', {
    label: plain(most.label),
    hint: plain(most.label).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [text, radio, checkboxes, select, selects, moment, files]),
  }),
])
type Block = z.infer<typeof Block>

const View = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    callback_id: id.optional(),
    title: plain(most.title),
    submit: plain(most.title).optional(),
    close: plain(most.title).optional(),
    private_metadata: z.string().max(most.metadata).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    blocks: z.array(Block),
  }),
  z.strictObject({
    type: z.literal('home'),
    callback_id: id.optional(),
    private_metadata: z.string().max(most.metadata).optional(),
    blocks: z.array(Block),
  }),
])

/** What is taken in one place and not in another. */
function misplaced(surface: Surface, blocks: readonly Block[]): string[] {
  return blocks.flatMap((one, at) => {
    const isInput = one.type === 'input' && surface !== 'modal'
    const inMessages = (one.type === 'markdown' || one.type === 'table') && surface !== 'message'
    return isInput || inMessages ? [`${at}: ${one.type} cannot stand in a ${surface}`] : []
  })
}

/** An id that stands twice: of blocks anywhere, of elements within a block in a message and within the whole of anything else. */
function repeated(surface: Surface, blocks: readonly Block[]): string[] {
  const ids = blocks.flatMap(({ block_id }) => block_id ?? [])
  const actions = blocks.map(actionIds)
  const among = surface === 'message' ? actions : [actions.flat()]
  return [
    ...(new Set(ids).size < ids.length ? ['block_id: twice'] : []),
    ...(among.some(of => new Set(of).size < of.length) ? ['action_id: twice'] : []),
  ]
}

function actionIds(one: Block): string[] {
  if (one.type === 'actions') return one.elements.map(({ action_id }) => action_id)
  if (one.type === 'input') return [one.element.action_id]
  return one.type === 'section' && one.accessory ? [one.accessory.action_id] : []
}

function tooMuch(surface: Surface, blocks: readonly Block[]): string[] {
  const markdown = blocks.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0)
  const focused = JSON.stringify(blocks).split('"focus_on_load":true').length - 1
  return [
    ...(markdown > most.markdown ? ['markdown: too much of it'] : []),
    ...(blocks.filter(({ type }) => type === 'table').length > 1 ? ['table: more than one'] : []),
    ...(surface === 'message' && textIn(blocks) > most.messageText ? ['blocks: too much text'] : []),
    ...(focused > 1 ? ['focus_on_load: more than one'] : []),
  ]
}

/** All the words in some blocks together. */
export function textIn(within: unknown): number {
  if (Array.isArray(within)) return within.reduce((sum: number, one) => sum + textIn(one), 0)
  if (typeof within !== 'object' || within === null) return 0
  return Object.entries(within).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : textIn(value)),
    0,
  )
}
