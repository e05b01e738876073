/** A page of express with a line to ask in, which says the same to everybody: what web.ts beside it is measured against. */
import type { AddressInfo } from 'node:net'
import busboy from 'busboy'
import express, { Router } from 'express'

export function barePages(): Router {
  const said: string[] = []
  const router = Router()
  const page = () =>
    `<!doctype html><title>Bare</title><main>${said.map(() => '<p class="signpost">Ask the team.</p>').join('')}</main>
<form id="say"><textarea id="text" name="text"></textarea></form><script>${script}</script>`
  router.get(['/', '/:council/:who'], (_request, response) => void response.type('html').send(page()))
  router.post('/:council/:who/say', (request, response) => {
    const reader = busboy({ headers: request.headers })
    reader.on('field', (name, value) => name === 'text' && said.push(value))
    reader.on('close', () => {
      if (said.length > 80) said.length = 0
      response.redirect(303, request.path.replace('/say', ''))
    })
    request.pipe(reader)
  })
  return router
}

const script = `
document.querySelector('#say').onsubmit = async event => {
  event.preventDefault()
  const answer = await fetch(location.pathname + '/say', { method: 'POST', body: new FormData(event.target) })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.querySelector('main').replaceWith(page.querySelector('main'))
}`

if (process.argv[1] === import.meta.filename) {
  const server = express()
    .use(barePages())
    .listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
}
