import fs from 'node:fs'
import promises, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { actNow, type Steps } from './steps.ts'

/**
 * Passes a step before each change of a folder and before each wait for the disk, whichever part of the program makes it. The
 * calls go through to the real ones. Node lets its own modules be changed like this, and everybody who imported them sees it.
 */
export function watchDisk(steps: Steps): void {
  for (const name of ['mkdir', 'rename', 'link', 'unlink', 'rm'] as const) watch(promises, name, steps)
  for (const name of ['mkdirSync', 'renameSync', 'linkSync', 'unlinkSync', 'rmdirSync', 'rmSync', 'fsyncSync'] as const)
    watch(fs, name, steps)
  const open = promises.open
  promises.open = async (...given) => withSync(await open(...given), steps)
  syncBuiltinESMExports()
}

function watch<Name extends string>(module: Record<Name, (...given: never[]) => unknown>, name: Name, steps: Steps) {
  const real = module[name]
  module[name] = (...given) => {
    if (actNow()) steps.pass(name.replace(/Sync$/, ''))
    return real(...given)
  }
}

function withSync(file: FileHandle, steps: Steps): FileHandle {
  const sync = file.sync.bind(file)
  file.sync = () => {
    if (actNow()) steps.pass('fsync')
    return sync()
  }
  return file
}
