import { AsyncLocalStorage } from 'node:async_hooks'
import type { ConversationParameters, Activity as Theirs } from 'botbuilder'
import type { ConnectorClient } from 'botframework-connector'
import { z } from 'zod'
import type { Bot, Called, Member } from './bot.ts'
import { answering, inTime } from './calling.ts'
import type { Identity } from './identity.ts'
import { clientThrough, settingsOf } from './through-proxy.ts'
import { troubleThrown } from './trouble.ts'

/** Without an identity nobody is verified: for practice on one machine, which whoever calls this has to see to. */
export interface Way {
  identity: Identity | undefined
  fetch: typeof fetch
  /** Which `fetch` leads through, for what the library fetches by itself. */
  proxy?: string | undefined
}

/**
 * Teams through Microsoft's botbuilder, which is retired: its successor takes the place of this one file. Loaded only when it is needed,
 * as loading it takes most of a second. Three of its habits are undone here: its description of a message leaves out citations, it prints
 * signing keys when a token is wrong, and it tries again by itself for as long as it likes.
 */
export async function botFramework({ identity, fetch, proxy }: Way): Promise<Bot> {
  const [builder, connector, mappers] = await Promise.all([
    import('botbuilder'),
    import('botframework-connector'),
    import('botframework-connector/lib/connectorApi/models/mappers.js'),
  ])
  keepAllOfEntities(mappers.Entity)
  silenceWhileVerifying()
  // A managed identity is asked for its token on the machine itself, which no proxy reaches.
  const isThrough = identity?.MicrosoftAppType === 'SingleTenant' && proxy !== undefined
  const credentials = isThrough
    ? new connector.MsalServiceClientCredentialsFactory(identity.MicrosoftAppId, await clientThrough(identity, fetch))
    : new builder.ConfigurationServiceClientCredentialFactory(identity ?? {})
  const options = { httpClient: answering(fetch), ...(proxy ? { proxySettings: settingsOf(proxy) } : {}) }
  const auth = new builder.ConfigurationBotFrameworkAuthentication({}, credentials, undefined, undefined, options)
  const appId = identity?.MicrosoftAppId
  const claims = appId ? [{ type: 'aud', value: appId }] : []
  const factory = auth.createConnectorFactory(new connector.ClaimsIdentity(claims, true))
  const clients = new Map<string, Promise<ConnectorClient>>()
  const at = (service: string): Promise<ConnectorClient> => {
    const known = clients.get(service) ?? factory.create(service, scope)
    clients.set(service, known)
    return known
  }
  const bot = { id: `28:${appId ?? 'signpost'}`, name: 'Signpost' }
  const tenantId = identity?.MicrosoftAppTenantId
  return {
    verify: (activity, authorization) =>
      verifying.run(true, async () => {
        try {
          // Typed as a whole message of theirs, of which it reads where it comes from.
          await inTime(auth.authenticateRequest(activity as Partial<Theirs> as Theirs, authorization), verifyMs)
          return 'ours'
        } catch (error) {
          return isAway(error) ? 'away' : 'refused'
        }
      }),
    post: (to, activity) =>
      called(Said, async () => (await at(to.service)).conversations.sendToConversation(to.id, activity), idOf),
    update: (to, message, activity) =>
      called(Said, async () => (await at(to.service)).conversations.updateActivity(to.id, message, activity), idOf),
    openThread: (service, channel, activity) =>
      called(
        Opened,
        async () =>
          (await at(service)).conversations.createConversation(
            parameters({ isGroup: true, bot, channelData: { channel: { id: channel } }, activity }),
          ),
        ({ id, activityId }) => ({ conversation: id, message: activityId }),
      ),
    openChat: (service, person) =>
      called(
        Resource,
        async () =>
          (await at(service)).conversations.createConversation(
            parameters({
              ...{ isGroup: false, bot, members: [{ id: person, name: '' }] },
              ...(tenantId ? { tenantId, channelData: { tenant: { id: tenantId } } } : {}),
            }),
          ),
        idOf,
      ),
    isIn: place =>
      called(
        Members,
        async () => (await at(place.service)).conversations.getConversationPagedMembers(place.id),
        () => true,
      ),
    member: (to, person) =>
      called(
        MemberSaid,
        async () => (await at(to.service)).conversations.getConversationMember(to.id, person),
        memberOf,
      ),
    picture: async url => {
      const own = appId ? await credentials.createCredentials(appId, scope, login, true) : undefined
      const token = own && 'getToken' in own && typeof own.getToken === 'function' ? await own.getToken() : undefined
      const headers = token ? { authorization: `Bearer ${token}` } : {}
      return fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(20_000) })
    },
  }
}

const scope = 'https://api.botframework.com'
const login = 'https://login.microsoftonline.com/botframework.com'
const verifyMs = 5_000
/** With the token that a call may need first. */
const wholeMs = 15_000

/** What Teams parts into several messages has no id. */
const Said = z.object({ id: z.string().default('') }).catch({ id: '' })
const Resource = z.object({ id: z.string().min(1) })
const Opened = Resource.extend({ activityId: z.string().min(1) })
const Members = z.object({ members: z.array(z.unknown()) })
const MemberSaid = z.object({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
})

function idOf({ id }: { id: string }): string {
  return id
}

function memberOf({
  id,
  name,
  aadObjectId,
  objectId,
  tenantId,
  userRole,
  userPrincipalName,
}: z.infer<typeof MemberSaid>) {
  const aad = aadObjectId ?? objectId
  const isGuest = (userRole ?? 'user') !== 'user' || /#EXT#/i.test(userPrincipalName ?? '')
  const member: Member = { id, name: name ?? '', isGuest }
  return { ...member, ...(aad ? { aad } : {}), ...(tenantId ? { tenant: tenantId } : {}) }
}

/** Their type wants members that Teams does not. */
function parameters(given: Partial<Record<keyof ConversationParameters, unknown>>): ConversationParameters {
  return given as Partial<ConversationParameters> as ConversationParameters
}

async function called<S, T>(
  Expected: z.ZodType<S>,
  call: () => Promise<unknown>,
  meant: (said: S) => T,
): Promise<Called<T>> {
  try {
    const said = Expected.safeParse(await inTime(call(), wholeMs))
    return said.success
      ? { ok: true, value: meant(said.data) }
      : { ok: false, trouble: { problem: 'garbled', lasting: false } }
  } catch (error) {
    return { ok: false, trouble: troubleThrown(error) }
  }
}

/** Its description of an entity knows only what kind it is: everything else of a citation would be left out without a word. */
function keepAllOfEntities(entity: { type: { additionalProperties?: unknown } }): void {
  entity.type.additionalProperties = { type: { name: 'Object' } }
}

const verifying = new AsyncLocalStorage<true>()
let isSilenced = false

/** It prints which keys it knows to stderr when one is wrong. What others print while somebody is verified is printed all the same. */
function silenceWhileVerifying(): void {
  if (isSilenced) return
  isSilenced = true
  const print = console.error
  console.error = (...words: unknown[]) => {
    if (!verifying.getStore()) print(...words)
  }
}

/** Everything that is wrong with a token is a refusal, also what its libraries stumble over; only a way that is down is not. */
function isAway(error: unknown): boolean {
  const { name, statusCode } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  return name === 'FetchError' || name === 'TimeoutError' || (typeof statusCode === 'number' && statusCode >= 500)
}
