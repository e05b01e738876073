/**
 * Words that are typed outlive a reload, in this window alone, until they are sent. A form is known by where it goes. What is
 * kept of one that is being sent goes once a page comes that no longer asks for it, unless that page says that nothing was done.
 * Whoever signs in next in this window finds nothing.
 */
export function keep() {
  restore()
  document.addEventListener('swapped', restore)
  for (const kind of ['input', 'change']) document.addEventListener(kind, event => store(event.target))
  document.addEventListener('sent', event => forget(keyOf(event.detail)))
  document.addEventListener('submit', event => {
    if (event.target.matches('[data-leaves]')) return sessionStorage.clear()
    const key = keyOf(event.target)
    if (key && event.submitter?.value !== 'no') write(`sending ${key}`, '1')
  })
}

function keyOf(form) {
  const named = form?.dataset?.form ?? form?.querySelector?.('[data-keep]')?.dataset.keep
  return named ? `typed ${document.body.dataset.whose ?? ''} ${named}` : undefined
}

/** Neither tokens nor files, nor which try of a form it is. */
function valuesOf(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === 'string' && (name === 'text' || /^(one|many|or|day|time)\./.test(name)),
  )
}

function store(field) {
  const { form } = field
  const key = keyOf(form)
  if (!key) return
  // What stood in a question that is not asked just now is there again when it is.
  const unseen = (read(key) ?? []).filter(([name]) => !form.elements.namedItem(name))
  write(key, JSON.stringify([...unseen, ...valuesOf(form)]))
}

function restore() {
  const forms = [...document.querySelectorAll('form')]
  const wasNotDone = document.querySelector('[data-undone]') !== null
  const here = new Set(forms.map(keyOf).filter(Boolean))
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith('sending ')) continue
    const key = name.slice('sending '.length)
    if (!here.has(key) && !wasNotDone) forget(key)
    sessionStorage.removeItem(name)
  }
  for (const form of forms) {
    const values = read(keyOf(form))
    if (values) fill(form, values)
  }
}

/** Only what is empty is filled: what came with the page is newer. */
function fill(form, values) {
  let changed
  for (const [name, value] of values) {
    for (const field of form.elements) {
      if (field.name !== name) continue
      if (field.type === 'radio' || field.type === 'checkbox') {
        const free = field.type === 'checkbox' || ![...form.elements].some(one => one.name === name && one.checked)
        if (field.value === value && free && !field.checked) {
          field.checked = true
          if (field.matches('[data-changes]')) changed = field
        }
      } else if (field.type !== 'hidden' && field.value === '') field.value = value
    }
  }
  // The questions that went with a choice have to be asked for again.
  if (changed) setTimeout(() => changed.dispatchEvent(new Event('change', { bubbles: true })), 0)
}

function read(key) {
  try {
    return key && JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return undefined
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, value)
  } catch {
    // A window that keeps nothing loses nothing but this.
  }
}

function forget(key) {
  if (key) sessionStorage.removeItem(key)
}
