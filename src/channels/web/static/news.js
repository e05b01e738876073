import { fetched, say, swap } from './fetched.js'

/**
 * What comes unasked. A conversation shows it at its end; any other page says that there is something new and stays as it is, since
 * whoever reads or types there must not have it pulled away.
 */
export function news() {
  const { events } = document.body.dataset
  if (!events) return
  const source = new EventSource(events)
  let missed = false
  const look = () => {
    if (document.hidden) missed = true
    else bring()
  }
  source.addEventListener('news', look)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !missed) return
    missed = false
    bring()
  })
  addEventListener('pagehide', () => source.close())
}

/** Pages that somebody may look at as often as they like. */
const lists = '.page-inbox, .page-mine, .page-stuck, .page-home'

let bringing = false
let again = false

async function bring() {
  if (bringing) {
    again = true
    return
  }
  bringing = true
  try {
    const isTalk = document.querySelector('.talk-page')
    // A case is not looked at again by itself: each look at one is on record.
    if (!isTalk && !document.querySelector(lists)) return
    const { page } = await fetched('GET', location.href)
    if (isTalk) append(page)
    else remark(page)
    if (!document.activeElement?.closest('.places')) swap(page, '.places')
    if (!document.activeElement?.closest('.elsewhere')) swap(page, '.elsewhere')
  } catch {
    // The next news asks again.
  } finally {
    bringing = false
    if (again) {
      again = false
      bring()
    }
  }
}

function append(page) {
  const list = page.querySelector('.talk')
  // The first that comes takes the place of the welcome. The line below stays, with what somebody may be typing in it.
  if (list && !document.querySelector('.talk'))
    document.querySelector('.welcome')?.replaceWith(document.importNode(list.cloneNode(false)))
  const fresh = [...page.querySelectorAll('.talk > li')].filter(entry => !document.getElementById(entry.id))
  for (const entry of page.querySelectorAll('.talk > li')) {
    const old = document.getElementById(entry.id)
    // What was posted may have been put right since; never under somebody's hands.
    if (old && !old.contains(document.activeElement) && old.textContent !== entry.textContent)
      old.replaceWith(document.importNode(entry, true))
  }
  if (fresh.length === 0) return
  for (const entry of fresh) document.querySelector('.talk').append(document.importNode(entry, true))
  const titles = fresh.map(entry => entry.querySelector('h2')?.textContent ?? '').filter(Boolean)
  say(`New: ${titles.join('. ')}`)
}

/** A list that somebody looks at is not swapped beneath them: they are told, and load it when they like. */
function remark(page) {
  const [here, there] = [document.querySelector('.page'), page.querySelector('.page')]
  if (!there || document.getElementById('fresh') || bare(here) === bare(there)) return
  const link = document.createElement('a')
  link.id = 'fresh'
  link.className = 'button main fresh'
  link.href = location.href
  link.textContent = 'There is something new. Show it'
  here.prepend(link)
  say('There is something new on this page.')
}

function bare(page) {
  const copy = page.cloneNode(true)
  for (const clock of copy.querySelectorAll('[data-ends], #fresh, .notice')) clock.remove()
  return copy.textContent.replace(/\s+/g, ' ')
}
