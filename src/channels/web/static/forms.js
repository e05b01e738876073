import { fetched, say, swap } from './fetched.js'

/** After a choice that changes a form it is asked for again, with all that was typed; whoever chose stays where they were. */
export function forms() {
  document.addEventListener('change', event => {
    if (event.target.matches('[data-changes]')) again(event.target)
  })
  document.addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('[data-form]')) return
    // Files can take a while; whoever waits should know that it goes on.
    say('Sending.')
    form.setAttribute('aria-busy', 'true')
  })
  const mistakes = document.querySelector('.mistakes')
  mistakes?.focus()
  document.addEventListener('click', event => {
    const link = event.target.closest('.mistakes a')
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    field.focus()
    field.scrollIntoView({ block: 'center' })
  })
}

let latest = 0

async function again(chosen) {
  const form = chosen.form
  const mine = ++latest
  const body = new FormData(form)
  body.set('sent', 'no')
  // Files are not sent for this: they stay in their field, and go with the form.
  const files = [...form.querySelectorAll('input[type="file"]')]
  for (const field of files) body.delete(field.name)
  try {
    const { page } = await fetched('POST', form.action, body)
    if (mine !== latest) return
    const fresh = swap(page, '.page')
    const same = fresh && document.getElementById(chosen.id)
    for (const field of files) if (field.files.length > 0) document.getElementById(field.id)?.replaceWith(field)
    same?.focus()
    if (fresh) say('The questions below have changed.')
  } catch {
    say('The questions could not be brought up to date. You can send the form all the same.')
  }
}
