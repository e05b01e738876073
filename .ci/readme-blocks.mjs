// Writes each fenced `sh` block of a Markdown file into a folder, as 01.sh, 02.sh, … for .ci/run.
// A block that starts the page would never end: there `npm start` is started, looked at and stopped (try-start.mjs).
// `npm test` is left to .ci/run, which runs it last, so that its closing line is the last line.
import { readFileSync, writeFileSync } from 'node:fs'

const [file, folder] = process.argv.slice(2)
const blocks = [...readFileSync(file, 'utf8').matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(match => match[1])
const runnable = blocks.filter(block => !block.includes('# needs an account'))
runnable.forEach((block, i) => {
  const text = block.replace(/ && npm test$/gm, '').replace(/\bnpm start$/gm, 'node .ci/try-start.mjs')
  writeFileSync(`${folder}/${String(i + 1).padStart(2, '0')}.sh`, text)
})
