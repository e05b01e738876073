/**
 * A page of ours, asked for without leaving this one. As a document: so nothing of it is ever put together from text here, and
 * no script in it would run.
 */
export function fetched(method, address, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    request.responseType = 'document'
    request.onload = () =>
      request.response
        ? resolve({ page: request.response, address: request.responseURL })
        : reject(new Error('no page'))
    request.onerror = () => reject(new Error('no answer'))
    request.send(body)
  })
}

/** Puts a part of another page in the place of the same part of this one. */
export function swap(page, selector) {
  const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)]
  if (!old || !fresh) return undefined
  const here = document.importNode(fresh, true)
  old.replaceWith(here)
  document.dispatchEvent(new CustomEvent('swapped', { detail: here }))
  return here
}

/** Says something to whoever listens rather than looks. */
export function say(words) {
  const place = document.getElementById('news')
  if (!place) return
  place.textContent = ''
  // A reader that looks away for a moment would miss a text that is put back the same.
  setTimeout(() => {
    place.textContent = words
  }, 50)
}
