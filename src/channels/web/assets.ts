import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'

const folder = join(import.meta.dirname, 'static')
const kinds: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const files = new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))]))

/** Changes with what is in the files, so that a browser may keep each for ever and still never has an old one. */
const version = createHash('sha256')
  .update([...files].map(([name, content]) => `${name}\n${content}`).join('\n'))
  .digest('hex')
  .slice(0, 12)

export function assetHref(name: string): string {
  return `/assets/${version}/${name}`
}

/** Our own few files, from memory: no name that a request holds ever reaches the disk. */
export function assets(): Router {
  const router = Router()
  router.get('/assets/:version/:name', (request, response, next) => {
    const { name } = request.params
    const content = files.get(name)
    if (!content) return next()
    const lasts = request.params.version === version
    response
      .set('Content-Type', kinds[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      .set('Cache-Control', lasts ? 'public, max-age=31536000, immutable' : 'no-cache')
      .send(content)
  })
  return router
}
