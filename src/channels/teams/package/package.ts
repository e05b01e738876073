import { zipSync } from 'fflate'
import { Fixable } from '../../../errors.ts'
import { icons } from './icons.ts'
import { type ForManifest, manifestOf } from './manifest.ts'

export interface Asked extends Omit<ForManifest, 'appId' | 'website'> {
  appId: string | undefined
  website: string | undefined
}

/** The app package: one file that an administrator uploads to Teams. */
export function appPackage({ appId, website, version, ...rest }: Asked): Uint8Array {
  if (!appId) throw new Fixable('TEAMS_APP_ID is missing. The package names the app that Teams speaks with.')
  if (!website || !/^https:\/\/[^\s/]+\.[^\s]+$/.test(website)) throw new Fixable(noWebsite)
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Fixable(`--version ${version} is no version. Write one as 1.0.1.`)
  const manifest = JSON.stringify(manifestOf({ ...rest, appId, website, version }), undefined, 2)
  const { color, outline } = icons()
  return zipSync({ 'manifest.json': Buffer.from(manifest), 'color.png': color, 'outline.png': outline })
}

const noWebsite =
  'Teams shows where the app comes from. Say it with --website https://www.council.example, the address of the council’s own site.'
