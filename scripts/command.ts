import { nodeFlags } from '../src/config.ts'
import { writeNoDumps } from '../src/dumps.ts'
import { Fixable } from '../src/errors.ts'

/**
 * Runs a command for a person: what they can put right is shown as a sentence, anything else is a bug and says so.
 * A reader that closes the pipe early (`| head`) ends the command quietly.
 */
export async function command(run: (args: string[]) => Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    writeNoDumps(nodeFlags())
    await run(process.argv.slice(2))
  } catch (error) {
    process.exitCode = 1
    if (error instanceof Fixable || isMistyped(error)) console.error(error.message)
    else console.error('This is a fault in Signpost, not something you did:', error)
  }
}

/** An option that the command does not have: node's own sentence names it. */
function isMistyped(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
