import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node'
import type { ConnectorClientOptions, MsalServiceClientCredentialsFactory } from 'botframework-connector'
import { Fixable } from '../../errors.ts'
import type { Identity } from './identity.ts'

const callMs = 8_000

type Client = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1]

/**
 * Where our tokens come from, through a proxy. The library has no setting for that, and that of the library below it sends the secret
 * through the proxy without TLS; so its calls are made by a fetch of ours.
 */
export async function clientThrough(identity: Identity, fetch: typeof globalThis.fetch): Promise<Client> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node')
  const { MicrosoftAppId, MicrosoftAppTenantId, MicrosoftAppPassword, ...certificate } = identity
  const { CertificateThumbprint: thumbprint = '', CertificatePrivateKey: privateKey = '' } = certificate
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: MicrosoftAppId,
      authority: `https://login.microsoftonline.com/${MicrosoftAppTenantId}`,
      ...(MicrosoftAppPassword
        ? { clientSecret: MicrosoftAppPassword }
        : { clientCertificate: { thumbprint, privateKey } }),
    },
    system: { networkClient: networkOver(fetch) },
  })
  // One class with two sets of types: as a module, and as the library requires it.
  return client as unknown as Client
}

function networkOver(fetch: typeof globalThis.fetch): INetworkModule {
  const ask = async (method: string, url: string, { headers, body }: NetworkRequestOptions = {}) => {
    const response = await fetch(url, {
      ...{ method, redirect: 'error', signal: AbortSignal.timeout(callMs) },
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: JSON.parse(await response.text()),
    }
  }
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
  }
}

/** For the keys of Teams, which the library fetches by itself. It writes "http://" before the host, so a name and password stand there too. */
export function settingsOf(proxy: string): NonNullable<ConnectorClientOptions['proxySettings']> {
  const { protocol, username, password, hostname, port } = new URL(proxy)
  if (protocol !== 'http:') throw new Fixable(notSealed)
  const who = username ? `${username}:${password}@` : ''
  return { host: `${who}${hostname}`, port: Number(port || 80) }
}

const notSealed = `HTTPS_PROXY begins with https://, and Teams can be reached through a proxy only by an address that begins with http://.
Write the proxy's other address there. What goes through it is sealed by TLS all the same.`
