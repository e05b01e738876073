// Stands in for a virus scanner: reads a file on standard input and ends as scanners do.
let text = ''
for await (const piece of process.stdin) text += piece
if (text.includes('CRASHES')) process.exit(2)
if (text.includes('HANGS')) await new Promise(resolve => setTimeout(resolve, 60_000))
process.exit(text.includes('VIRUS') ? 1 : 0)
