import type { Field, FormBlock } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { hrefOf } from '../address.ts'
import { drawnField } from './field.ts'
import { hidden, type Setting } from './way.ts'

/**
 * A form that works without any script. After a choice that changes it there is a button to ask for it again; a script does that
 * by itself. What stood in a field that is not shown just now goes along unseen, so that it is there again when the field is.
 */
export function drawnForm(form: FormBlock, setting: Setting): Markup {
  const { fields, given, mistakes, submission, send, before, stops } = form
  const action = hrefOf(setting.base, form.for)
  const open = fields.filter(field => field.kind === 'file')
  const others = fields.filter(field => field.kind !== 'file')
  const each = [...others, ...open].map(field => drawnField(field, given[field.id], saysOf(form, field)))
  return html`<form class="form" method="post" enctype="multipart/form-data" action="${action}" novalidate data-form="${action}">
${summary(form)}
<button hidden name="sent" value="${stops ? 'no' : 'yes'}">${send}</button>
${hidden({ token: setting.token, submission, ...setting.along, ...unseen(form) })}
<h${setting.level} class="hidden">${form.heading}</h${setting.level}>
${each}
${before.length > 0 && html`<div class="before"><h${setting.level}>Before you send it</h${setting.level}><ul>${before.map(line => html`<li>${line}</li>`)}</ul></div>`}
<div class="ways">${
    stops
      ? html`<button class="button main" name="sent" value="no">Go on</button>`
      : html`<button class="button main" name="sent" value="yes">${send}</button>`
  }</div>
${mistakes.length > 0 && html`<p class="small">Nothing has been sent yet.</p>`}
</form>`
}

function saysOf({ mistakes }: FormBlock, field: Field): string[] {
  return mistakes.filter(one => one.field === field.id).map(({ says }) => besideField(field, says))
}

/**
 * The heart names the question, for channels that show a mistake far from it, and says how to write an answer. Beside its field the
 * question stands already, and so does what to choose from.
 */
function besideField({ ask, kind, several, or }: Field, says: string): string {
  if (!says.startsWith(`"${ask}": `)) return says
  if (kind === 'choice') return several ? 'Choose one or more.' : 'Choose one.'
  if (kind === 'date-and-time') return 'Give a day and a time.'
  const rest = says.slice(ask.length + 4).replace(`write "${or}"`, `tick “${or}”`)
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** Where something is wrong, all of it is listed first, each a way to its field. */
function summary({ mistakes, fields }: FormBlock): Markup {
  if (mistakes.length === 0) return html``
  const lines = mistakes.map(({ field: of, says }) => {
    const field = fields.find(({ id }) => id === of)
    return field
      ? html`<li><a href="#f-${of}">${field.ask} ${besideField(field, says)}</a></li>`
      : html`<li>${says}</li>`
  })
  return html`<div class="mistakes" role="group" aria-labelledby="mistakes" tabindex="-1" autofocus><h2 id="mistakes">${mistakes.length === 1 ? 'Something is missing or wrong' : `${mistakes.length} things are missing or wrong`}</h2><ul>${lines}</ul></div>`
}

/** Where no picture may be, none is carried along either. */
function unseen({ fields, given }: FormBlock): Record<string, string> {
  const shown = fields.map(({ id }) => id)
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, value]) =>
      shown.includes(id) || typeof value !== 'string' || !/^[a-z][a-z0-9-]*$/.test(id) ? [] : [[`one.${id}`, value]],
    ),
  )
}
