import { zipSync } from 'fflate'
import { Fixable } from '../../../errors.ts'
import { icons } from './icons.ts'
import { type ForManifest, manifestOf } from './manifest.ts'

export interface Asked extends Omit<ForManifest, 'appId' | 'website'> {
  mode: 'practice' | 'live'
  appId: string | undefined
  website: string | undefined
}

/**
 * The app package: one file that an administrator uploads to Teams. In practice it can be made before there is an app, to be looked at;
 * then it holds pretend names, and `lacks` says which.
 */
export function appPackage({ mode, appId, website, version, ...rest }: Asked): {
  content: Uint8Array
  lacks: string[]
} {
  if (website !== undefined && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(website))
    throw new Fixable(`${website} is no https address. ${noWebsite}`)
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Fixable(`--version ${version} is no version. Write one as 1.0.1.`)
  const lacks = [...(appId ? [] : [noApp]), ...(website ? [] : [noWebsite])]
  if (mode === 'live' && lacks.length > 0) throw new Fixable(lacks.join('\n'))
  const manifest = manifestOf({ ...rest, version, appId: appId ?? pretend.appId, website: website ?? pretend.website })
  const { color, outline } = icons()
  const json = Buffer.from(JSON.stringify(manifest, undefined, 2))
  return { content: zipSync({ 'manifest.json': json, 'color.png': color, 'outline.png': outline }), lacks }
}

const pretend = { appId: '00000000-0000-4000-8000-000000000000', website: 'https://www.council.example' }

const noApp = 'TEAMS_APP_ID is missing. The package names the app that Teams speaks with.'
const noWebsite =
  'Teams shows where the app comes from. Say it with --website https://www.council.example, the address of the council’s own site.'
