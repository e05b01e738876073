import type { Field } from '../../../chat/reply.ts'
import { FileAnswer } from '../../../desks/answers.ts'
import { html, type Markup } from '../../markup.ts'

/** A question with its label, its hint, what is wrong with the answer beside it, and the answer so far. */
export function drawnField(field: Field, given: unknown, mistakes: readonly string[]): Markup {
  const around: Around = { field, given, mistakes }
  const drawnAs = { choice, 'date-and-time': moment, link, file, text: line, person: line, paragraph }[field.kind]
  return html`<div class="${mistakes.length > 0 ? 'field wrong' : 'field'}" data-field="${field.id}">${drawnAs(around)}</div>`
}

interface Around {
  field: Field
  given: unknown
  mistakes: readonly string[]
}

function label(around: Around): Markup {
  return html`<label for="f-${around.field.id}">${asked(around.field)}</label>${beside(around)}`
}

function asked({ ask, required }: Field): Markup {
  return html`${ask}${!required && html` <span class="optional">(may be left empty)</span>`}`
}

/** Hint and mistake, which `described` ties to the control. */
function beside({ field: { id, help }, mistakes }: Around): Markup {
  return html`${help && html`<p class="hint" id="h-${id}">${help}</p>`}${
    mistakes.length > 0 &&
    html`<p class="mistake" id="e-${id}"><span class="sign" aria-hidden="true">!</span> <span class="hidden">Mistake: </span>${mistakes.join(' ')}</p>`
  }`
}

function described({ field: { id, help }, mistakes }: Around): Markup {
  const ids = [...(help ? [`h-${id}`] : []), ...(mistakes.length > 0 ? [`e-${id}`] : [])]
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${mistakes.length > 0 && html` aria-invalid="true"`}`
}

function line(around: Around): Markup {
  const { field, given } = around
  return html`${label(around)}<input id="f-${field.id}" name="one.${field.id}" type="text" autocomplete="off" value="${textOf(given)}"${described(around)}>`
}

/** The line end first: HTML drops one that stands there. */
function paragraph(around: Around): Markup {
  const { field, given } = around
  return html`${label(around)}<textarea id="f-${field.id}" name="one.${field.id}" rows="4"${described(around)}>\n${textOf(given)}</textarea>`
}

function link(around: Around): Markup {
  const { field, given } = around
  const { id, or } = field
  const instead = or !== undefined && given === or
  return html`${label(around)}<input id="f-${id}" name="one.${id}" type="text" inputmode="url" autocomplete="off" value="${instead ? '' : textOf(given)}"${described(around)}>
${or && html`<div class="option"><input type="checkbox" id="f-${id}-or" name="or.${id}" value="${or}"${instead && html` checked`}><label for="f-${id}-or">${or}</label></div>`}`
}

function choice(around: Around): Markup {
  const { field, given } = around
  const { id, several, options = {}, changes } = field
  const chosen = [given].flat()
  const type = several ? 'checkbox' : 'radio'
  const each = Object.entries(options).map(
    ([value, says], at) =>
      html`<div class="option"><input type="${type}" id="f-${id}${at > 0 && `-${at}`}" name="${several ? 'many' : 'one'}.${id}" value="${value}"${chosen.includes(value) && html` checked`}${changes && html` data-changes`}><label for="f-${id}${at > 0 && `-${at}`}">${says}</label></div>`,
  )
  return html`<fieldset${described(around)}><legend>${asked(field)}</legend>${beside(around)}<div class="${each.length > 8 ? 'options many' : 'options'}">${each}</div>${
    changes &&
    html`<button class="button without-script" name="sent" value="no">Show the questions that go with this</button>`
  }</fieldset>`
}

/** A day and a time, each with the picker that the browser has. */
function moment(around: Around): Markup {
  const { field, given } = around
  const { id } = field
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(textOf(given)) ?? []
  return html`<fieldset${described(around)}><legend>${asked(field)}</legend>${beside(around)}<div class="moment">
<div><label for="f-${id}">Day</label><input id="f-${id}" name="day.${id}" type="date" value="${day}"></div>
<div><label for="f-${id}-time">Time</label><input id="f-${id}-time" name="time.${id}" type="time" value="${time}"></div>
</div></fieldset>`
}

function file(around: Around): Markup {
  const { field, given } = around
  const { id } = field
  const kept = FileAnswer.array().safeParse(given).data ?? []
  const each = kept.map(
    ({ id: file, name, bytes }, at) =>
      html`<li class="option"><input type="checkbox" id="f-${id}-k${at}" name="kept.${id}" value="${file}" checked><label for="f-${id}-k${at}">${name}, ${sizeInWords(bytes)}</label></li>`,
  )
  return html`${label(around)}${kept.length > 0 && html`<ul class="kept" aria-label="Files added so far. Take away the tick to leave one out.">${each}</ul>`}
<p class="hint" id="h-${id}-size">Up to ten files, each of at most 20 MB.</p>
<input id="f-${id}" name="file.${id}" type="file" multiple aria-describedby="h-${id}-size${mistakesId(around)}">`
}

function mistakesId({ field: { id }, mistakes }: Around): string {
  return mistakes.length > 0 ? ` e-${id}` : ''
}

export function sizeInWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000).toLocaleString('en-GB')} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : ''
}
