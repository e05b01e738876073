import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const path = known.find(one => existsSync(one))

/** Why what needs a real browser cannot run here; nothing where it can. */
export const noBrowser = path ? undefined : 'There is no Chromium here, so nothing was tried in a real browser.'

// It looks nothing up outside: this network is closed, and each look would be a refusal that takes its time.
const quietly = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
]

export async function launched(): Promise<Browser> {
  if (!path) throw new Error(noBrowser)
  return chromium.launch({ executablePath: path, args: quietly })
}
