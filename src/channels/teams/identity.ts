import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Fixable } from '../../errors.ts'

export interface TeamsSettings {
  MODE: 'practice' | 'live'
  TEAMS_APP_ID?: string | undefined
  TEAMS_TENANT_ID?: string | undefined
  TEAMS_APP_PASSWORD?: string | undefined
  TEAMS_CERTIFICATE?: string | undefined
  TEAMS_MANAGED_IDENTITY: 'yes' | 'no'
  TEAMS_SERVICE_URL: string
  PUBLIC_URL?: string | undefined
  HTTPS_PROXY?: string | undefined
}

/** Who we are to Teams, as its library names it: always of one tenant, since what says nothing of it is taken to serve all of them. */
export interface Identity {
  MicrosoftAppId: string
  MicrosoftAppTenantId: string
  MicrosoftAppType: 'SingleTenant' | 'UserAssignedMsi'
  MicrosoftAppPassword?: string
  CertificateThumbprint?: string
  CertificatePrivateKey?: string
}

/** None in practice where no app is named. Live, and with half of the settings, it says what is missing. */
export function identityIn(settings: TeamsSettings): Identity | undefined {
  const { MODE, TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE, TEAMS_MANAGED_IDENTITY } =
    settings
  if (!TEAMS_APP_ID) {
    if (MODE === 'live' || isTeamsNamed(settings)) throw new Fixable(noApp)
    return undefined
  }
  if (!TEAMS_TENANT_ID) throw new Fixable(noTenant)
  const isManaged = TEAMS_MANAGED_IDENTITY === 'yes'
  const ways = [TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE, isManaged].filter(Boolean)
  if (ways.length !== 1) throw new Fixable(oneWay(ways.length))
  const who = { MicrosoftAppId: TEAMS_APP_ID, MicrosoftAppTenantId: TEAMS_TENANT_ID }
  if (isManaged) return { ...who, MicrosoftAppType: 'UserAssignedMsi' }
  const single = { ...who, MicrosoftAppType: 'SingleTenant' } as const
  if (TEAMS_APP_PASSWORD) return { ...single, MicrosoftAppPassword: TEAMS_APP_PASSWORD }
  return { ...single, ...certificateIn(TEAMS_CERTIFICATE ?? '') }
}

/** Whether the settings speak of Teams at all. */
export function isTeamsNamed(settings: TeamsSettings): boolean {
  const { TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE, TEAMS_MANAGED_IDENTITY } = settings
  const named = [TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE]
  return named.some(Boolean) || TEAMS_MANAGED_IDENTITY === 'yes'
}

/** Whether somebody or a room has no other way. */
export function isInTeamsAlone({ reach }: { reach: readonly string[] }): boolean {
  return reach.length > 0 && reach.every(address => address.startsWith('teams:'))
}

const noApp = `TEAMS_APP_ID is missing. Without it nobody could tell who calls from Teams, so Signpost does not start. Write the id of the
app's registration there. Without Teams, take out the other settings that begin with TEAMS_, and give everybody whom authority.yaml
reaches by Teams alone another way. README.md says where the id is found.`

const noTenant = `TEAMS_APP_ID stands there without TEAMS_TENANT_ID. Write the id of the council's own tenant, which the page of the app's
registration shows: without it anybody's tenant would do.`

function oneWay(count: number): string {
  const says = count === 0 ? 'none of them is there' : 'more than one of them is there'
  return `Signpost signs in to Teams with one of TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE and TEAMS_MANAGED_IDENTITY=yes, and ${says}.`
}

/** One file with the certificate and its private key, as PEM. */
function certificateIn(file: string): Pick<Identity, 'CertificateThumbprint' | 'CertificatePrivateKey'> {
  try {
    const pem = readFileSync(file, 'utf8')
    const key = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/.exec(pem)?.[0]
    if (!key) throw new Error('no key')
    const CertificateThumbprint = new X509Certificate(pem).fingerprint.replaceAll(':', '')
    return { CertificateThumbprint, CertificatePrivateKey: key }
  } catch (cause) {
    const says = `TEAMS_CERTIFICATE=${file} is no file with a certificate and its private key, both as PEM. Put both into one file.`
    throw new Fixable(says, { cause })
  }
}
