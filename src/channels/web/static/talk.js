import { fetched, say, swap } from './fetched.js'

/** Asking on without a reload: the answer comes in below, is read out, and the words are given back where they did not arrive. */
export function talk() {
  document.addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('.talk-page form[data-stays]')) return
    event.preventDefault()
    ask(form, event.submitter)
  })
  document.addEventListener('keydown', event => {
    const isText = event.target.matches?.('#text')
    if (!isText || event.key !== 'Enter' || event.shiftKey || event.isComposing || event.defaultPrevented) return
    event.preventDefault()
    event.target.form.requestSubmit()
  })
}

async function ask(form, submitter) {
  const text = form.querySelector('textarea')
  if (text && text.value.trim() === '') return text.focus()
  const body = new URLSearchParams(new FormData(form, submitter))
  form.setAttribute('aria-busy', 'true')
  if (document.querySelector('#trouble')) document.querySelector('#trouble').textContent = ''
  try {
    const { page, address } = await fetched('POST', form.action, body)
    if (page.querySelector('[data-undone]')) return trouble(form, page.querySelector('main p').textContent)
    // It may have led to a page of its own: a form, or somebody else's.
    if (!page.querySelector('.talk-page') || new URL(address).pathname !== location.pathname)
      return location.assign(address)
    if (text) text.value = ''
    document.dispatchEvent(new CustomEvent('sent', { detail: form }))
    const id = new URL(address).hash.slice(1) || lastEntry(page)
    show(page, id)
  } catch {
    trouble(form, 'That did not arrive. Your words are still here. Try again.')
  }
}

/** Said where one writes, to whoever looks and to whoever listens. */
function trouble(form, words) {
  form.removeAttribute('aria-busy')
  const line = document.querySelector('#trouble')
  if (line) line.textContent = words
  else say(words)
}

function lastEntry(page) {
  return page.querySelector('.talk > li:last-child')?.id
}

function show(page, id) {
  swap(page, '.talk-page')
  swap(page, '.places')
  const entry = id && document.getElementById(id)
  if (!entry) return
  entry.scrollIntoView({ block: 'start' })
  entry.tabIndex = -1
  const heading = entry.querySelector('h2')
  if (heading) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  } else entry.focus({ preventScroll: true })
}
