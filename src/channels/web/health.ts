import { Router } from 'express'

/** What a monitor may ask without signing in. Nothing of it says anything about a case. */
export interface Health {
  /** Whether questions can be answered and reports be kept. */
  ready(): Promise<boolean>
  /** Whether nothing is overdue. */
  well(): Promise<boolean>
}

export function healthRoutes({ ready, well }: Health): Router {
  const router = Router()
  const said = (path: string, is: () => Promise<boolean>) =>
    router.get(path, async (_request, response) => {
      const yes = await is().catch(() => false)
      response
        .status(yes ? 200 : 503)
        .type('text/plain')
        .send(yes ? 'yes\n' : 'no\n')
    })
  said('/healthz', async () => true)
  said('/readyz', ready)
  said('/heartbeat', well)
  return router
}
