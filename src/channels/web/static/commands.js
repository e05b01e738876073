import { say } from './fetched.js'

/** What can be typed after a slash, while it is typed. The list is in the page; here it is only shown and chosen from. */
export function commands() {
  document.addEventListener('input', event => event.target.matches('#text') && suggest(event.target))
  document.addEventListener('keydown', event => {
    const list = shownList()
    if (!list || !event.target.matches?.('#text, #commands')) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(list, event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key === 'Escape') close(list)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosenIn(list)) take(chosenIn(list))
    else return
    event.preventDefault()
  })
  document.addEventListener('click', event => {
    const option = event.target.closest('#commands [data-command]')
    if (option) take(option)
  })
  document.addEventListener('focusout', event => {
    const list = shownList()
    if (list && event.target.matches('#text, #commands') && !event.relatedTarget?.closest('#text, #commands'))
      setTimeout(() => close(list), 150)
  })
}

function shownList() {
  const list = document.getElementById('commands')
  return list && !list.hidden ? list : undefined
}

function suggest(text) {
  const list = document.getElementById('commands')
  if (!list) return
  const typed = /^\/([a-z-]*)$/i.exec(text.value)?.[1]?.toLowerCase()
  const options = [...list.querySelectorAll('[data-command]')]
  for (const option of options) option.hidden = typed === undefined || !option.dataset.command.startsWith(typed)
  const fitting = options.filter(option => !option.hidden)
  if (typed === undefined || fitting.length === 0) return close(list)
  const ways = fitting.length === 1 ? '1 way' : `${fitting.length} ways`
  if (list.hidden || list.dataset.ways !== ways) say(`${ways} to go on. Use the arrow keys.`)
  list.dataset.ways = ways
  list.hidden = false
  text.setAttribute('aria-controls', 'commands')
  text.setAttribute('aria-autocomplete', 'list')
  mark(list, undefined)
}

function move(list, by) {
  const options = [...list.querySelectorAll('[data-command]:not([hidden])')]
  const at = options.indexOf(chosenIn(list))
  const next = at < 0 && by < 0 ? options.length - 1 : (at + by + options.length) % options.length
  mark(list, options[next])
}

function chosenIn(list) {
  return list.querySelector('[aria-selected="true"]') ?? undefined
}

function mark(list, option) {
  for (const one of list.querySelectorAll('[data-command]')) one.setAttribute('aria-selected', String(one === option))
  for (const one of [document.getElementById('text'), list]) {
    if (option) one.setAttribute('aria-activedescendant', option.id)
    else one.removeAttribute('aria-activedescendant')
  }
  option?.scrollIntoView({ block: 'nearest' })
}

/** Of those that need no more words it is sent at once. */
function take(option) {
  const text = document.getElementById('text')
  const { command } = option.dataset
  text.value = `/${command}${command === 'policy' ? ' ' : ''}`
  close(option.parentElement)
  text.focus()
  if (command !== 'policy') text.form.requestSubmit()
}

function close(list) {
  list.hidden = true
  const text = document.getElementById('text')
  text?.removeAttribute('aria-activedescendant')
}
