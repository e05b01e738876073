import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { folder } from './folder.ts'

/** A disk of this size of its own, where we are allowed to mount one; it is gone when the test is. */
export function smallDisk(size: string): string | undefined {
  const path = folder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=777`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', ['-l', path]))
  return path
}
