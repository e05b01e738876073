import { join } from 'node:path'
import { type Settings, settingsFrom } from '../../src/config.ts'

/** Whose staff it is that reports. */
export const council = 'lewes-eastbourne'

/** Where one run keeps everything. */
export interface Place {
  url: string
  folder: string
  files: string
  keyFile: string
  index: string
}

export function placeAt(url: string, folder: string): Place {
  return {
    ...{ url, folder, files: join(folder, 'files') },
    ...{ keyFile: join(folder, 'keys', 'master.key'), index: join(folder, 'index') },
  }
}

export function settingsOf({ url, files, keyFile, index }: Place): Settings {
  return settingsFrom({ DATABASE_URL: url, FILES: files, KEY_FILE: keyFile, INDEX: index })
}
