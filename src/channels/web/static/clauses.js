import { fetched } from './fetched.js'

/** Where there is room, a clause opens beside what one is reading; where there is none it is a page of its own, as without a script. */
export function clauses() {
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-clause]')
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    if (
      !link ||
      !isPlain ||
      !matchMedia('(min-width: 75rem)').matches ||
      document.querySelector('.page-clause:not(#beside *)')
    )
      return
    event.preventDefault()
    open(link)
  })
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !beside().hidden && beside().contains(document.activeElement)) close()
  })
}

let opener

function beside() {
  return document.getElementById('beside')
}

async function open(link) {
  try {
    const { page } = await fetched('GET', link.href)
    const clause = page.querySelector('.page')
    if (!clause) return location.assign(link.href)
    if (!beside().contains(link)) opener = link
    const inside = document.importNode(clause, true)
    inside.querySelector('.back')?.remove()
    inside.prepend(closeButton())
    beside().replaceChildren(inside)
    beside().hidden = false
    inside.querySelector('#marked')?.scrollIntoView({ block: 'nearest' })
    const heading = inside.querySelector('h1')
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  } catch {
    location.assign(link.href)
  }
}

function closeButton() {
  const button = document.createElement('button')
  button.className = 'button'
  button.type = 'button'
  button.textContent = 'Close'
  button.setAttribute('aria-label', 'Close the clause')
  button.addEventListener('click', close)
  return button
}

function close() {
  beside().hidden = true
  beside().replaceChildren()
  if (opener?.isConnected) opener.focus()
  else document.getElementById('text')?.focus()
}
