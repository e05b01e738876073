// Stands for `npm start` where nobody sits at a browser: starts it as it is, waits for the address that it prints, fetches the page
// there, and ends it as Ctrl+C would. Fails where any of that does.
import { spawn } from 'node:child_process'

const started = spawn('npm', ['start'], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
const began = Date.now()
let said = ''
const address = new Promise((resolve, reject) => {
  started.stdout.on('data', chunk => {
    process.stdout.write(chunk)
    said += chunk
    const found = /http:\/\/\S+/.exec(said)
    if (found) resolve(found[0])
  })
  started.on('exit', code => reject(new Error(`npm start ended by itself with ${code}`)))
  setTimeout(() => reject(new Error('npm start printed no address for two minutes')), 120_000).unref()
})

try {
  const page = await fetch(await address)
  const text = await page.text()
  if (page.status !== 200 || !text.includes('<h1>')) throw new Error(`the page answered ${page.status}`)
  console.log(`The page was there ${((Date.now() - began) / 1000).toFixed(1)} s after npm start.`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
started.removeAllListeners('exit')
const ended = new Promise(resolve => started.on('exit', resolve))
try {
  process.kill(-started.pid, 'SIGINT')
} catch {
  // It has ended already.
}
await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 15_000).unref())])
