import { expect } from 'vitest'
import { ours } from '../../../src/channels/teams/carried.ts'
import type { Actor, Seen } from '../stage.ts'
import { appId, tenantId } from './microsoft.ts'
import { aadOf, type Playground, speakers } from './playground.ts'
import { wrongWith } from './rules.ts'
import { type Action, actionsOn, type Input, inputsOn, type Screen, screenOf, seenOn } from './screen.ts'
import { type Call, type Json, strangersChat, type Wire } from './wire.ts'

/** Somebody with Teams before them. What they do goes through the playground, or, where it knows no dialogs, as Teams itself would send it. */
export interface TeamsActor extends Actor {
  id: string
  /** Their own chat with us. */
  chat: string
  screen(): Screen | undefined
  /** Looks at a message that stands somewhere, such as the card in a channel. */
  looksAt(call: Call | undefined): Seen
  /** Writes in a place where others read, naming us. */
  writesIn(place: string, text: string): Promise<Seen>
  /** Sends whatever Teams would, and sees what comes of it. */
  sends(activity: Json): Promise<Seen>
}

export interface Standing {
  wire: Wire
  playground: Playground
  idle(): Promise<void>
}

let messages = 0

export async function teamsActor(name: string, { wire, playground, idle }: Standing): Promise<TeamsActor> {
  const id = aadOf(name)
  const chat = await chatOf(playground, name)
  const person = { id, name: `Name of ${name}` }
  wire.speaks(chat, person)
  let read = wire.calls.length
  let screen: Screen | undefined
  let typed = new Map<string, string>()

  const show = (next: Screen | undefined) => {
    if (next === screen || !next) return
    if (Object.keys(next.card).length > 0) expect(wrongWith(next.card)).toEqual([])
    screen = next
    typed = new Map(inputsOn(next.card).flatMap(input => (input.value === undefined ? [] : [[input.id, input.value]])))
  }
  const unread = (): Screen[] => {
    const posts = wire.calls.slice(read).filter(call => call.conversation === chat && isPost(call))
    read = wire.calls.length
    return posts.map(({ activity, conversation, message }) => screenOf(activity, conversation, message))
  }
  /** Waits until all is done that was asked for, and looks at what came of it. */
  const look = async (told?: unknown): Promise<Seen> => {
    await idle()
    const posts = unread()
    const shown = toldScreen(told, screen)
    show(shown ?? posts.at(-1))
    return shown || posts.length > 0 ? seenOn(screen) : { ...seenOn(screen), ...wordsTold(told) }
  }
  const send = async (activity: Json): Promise<Seen> => {
    const { status, body } = await wire.send(activity)
    if (status !== 200) throw new Error(`The program answered with ${status}.`)
    return look(body)
  }
  const invoke = (name: string, value: Json) =>
    send({ ...base(person, screen?.conversation || chat), type: 'invoke', name, value })
  const press = async ({ type, data }: Action): Promise<Seen> => {
    const inputs = data['msteams'] || isAlone(data) ? {} : Object.fromEntries(typed)
    const filled = { ...data, ...inputs }
    if (screen?.is === 'dialog') return invoke('task/submit', { data: filled, context: { theme: 'default' } })
    const where = { from: { id }, conversation: { id: screen?.conversation }, replyToId: screen?.message }
    if (type === 'Action.Execute') {
      const action = { type, verb: 'signpost', data: filled }
      return look(
        await playground.post('/_conversation/v1/invoke', { ...where, name: 'adaptiveCard/action', value: { action } }),
      )
    }
    if (data['msteams']) return invoke('task/fetch', { data: filled, context: { theme: 'default' } })
    await wire.after(() => playground.post('/_conversation/v1/submit', { ...where, value: filled }))
    return look()
  }
  const write = async (place: string, body: Json): Promise<Seen> => {
    const path = `/_conversation/v1/conversations/${encodeURIComponent(place)}/messages`
    await wire.after(() => playground.post(path, { from: { id }, textFormat: 'plain', ...body }))
    return look()
  }
  return {
    ...{ id, chat, screen: () => screen },
    says: text => write(chat, { text }),
    home: () => write(chat, { text: 'home' }),
    writesIn: (place, text) => {
      wire.speaks(place, person)
      const mention = { mentioned: { id: `28:${appId}` }, text: '<at>Signpost</at>' }
      return write(place, { text: `<at>Signpost</at> ${text}`, textFormat: 'xml', mentions: [mention] })
    },
    sends: activity => send({ ...base(person, chat), ...activity }),
    looksAt: call => {
      show(call && screenOf(call.activity, call.conversation, call.message))
      return seenOn(screen)
    },
    presses: label => {
      const found = screen && actionsOn(screen.card).find(({ title }) => title === label)
      if (!found) throw new Error(`There is no "${label}" among: ${seenOn(screen).buttons.join(', ')}`)
      return press(found)
    },
    async fills(given, { send = true } = {}) {
      if (!screen) throw new Error('There is no form.')
      const left = new Map(Object.entries(given))
      const fill = (): number => {
        const inputs = inputsOn(screen?.card ?? {})
        const shown = [...left].filter(([question]) => inputs.some(({ id }) => id.split(':')[0] === question))
        for (const [question, answer] of shown) {
          type(typed, inputs, question, answer)
          left.delete(question)
        }
        return shown.length
      }
      // As a person does it: fills in what is there, and has the rest shown.
      while (fill() > 0 && left.size > 0) {
        const again = sendersOn(screen, false)[0]
        if (again) await press(again)
      }
      if (left.size > 0)
        throw new Error(`There is no field for "${[...left.keys()]}": ${seenOn(screen).fields.join(', ')}`)
      if (!send) {
        const again = sendersOn(screen, false)[0]
        return again ? press(again) : seenOn(screen)
      }
      const empty = inputsOn(screen.card).find(one => one.isRequired && !typed.get(one.id))
      if (empty) return { ...seenOn(screen), text: `${seenOn(screen).text}\nPlease answer this: ${empty.label}` }
      const last = sendersOn(screen, true).at(-1)
      if (!last) throw new Error('This form cannot be sent.')
      return press(last)
    },
    async told() {
      await idle()
      const posts = unread()
      show(posts.at(-1))
      return posts.map(seenOn)
    },
  }
}

export async function chatOf(playground: Playground, name: string): Promise<string> {
  if (!speakers.includes(name)) return strangersChat(aadOf(name))
  const given = { isGroup: false, bot: { id: `28:${appId}` }, members: [{ id: aadOf(name), name: '' }] }
  const { id } = (await playground.post('/_connector/v3/conversations', given)) as { id: string }
  return id
}

function base(person: { id: string; name: string }, conversation: string): Json {
  const isChannel = conversation.includes('@thread.tacv2')
  return {
    ...{ id: `m${++messages}`, channelId: 'msteams', timestamp: '2026-11-20T10:00:00Z' },
    from: { ...person, aadObjectId: person.id },
    recipient: { id: `28:${appId}`, name: 'Signpost' },
    conversation: { id: conversation, conversationType: isChannel ? 'channel' : 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
  }
}

/** The buttons that send a form, or have it asked for again. */
function sendersOn(screen: Screen | undefined, sent: boolean): Action[] {
  return actionsOn(screen?.card ?? {}).filter(({ data }) => (data[ours] as Json)['sent'] === sent)
}

function isPost({ method, path, status }: Call): boolean {
  return method === 'POST' && path.includes('/activities') && status >= 200 && status < 300
}

function isAlone(data: Json): boolean {
  return (data[ours] as Json)['submission'] === undefined && (data[ours] as Json)['back'] === undefined
}

/** A dialog, or the card in the place of the one before. */
function toldScreen(told: unknown, screen: Screen | undefined): Screen | undefined {
  const { task, type, value } = (told ?? {}) as {
    task?: { value: { card: { content: Json } } }
    type?: string
    value?: Json
  }
  if (task) {
    const { conversation = '', message = '' } = screen ?? {}
    return { is: 'dialog', card: task.value.card.content, text: '', conversation, message }
  }
  if (type === 'application/vnd.microsoft.card.adaptive' && screen && value) return { ...screen, card: value, text: '' }
  return undefined
}

/** What Teams shows beside a card to whoever pressed. */
function wordsTold(told: unknown): { text?: string } {
  const { type, value } = (told ?? {}) as { type?: string; value?: unknown }
  return type === 'application/vnd.microsoft.activity.message' ? { text: String(value) } : {}
}

/** Types an answer into the fields that the card shows for a question; fails where it shows none. */
function type(typed: Map<string, string>, inputs: Input[], question: string, answer: unknown): void {
  const own = inputs.filter(({ id }) => id === question || id.startsWith(`${question}:`))
  const [first] = own
  if (!first) throw new Error(`There is no field for "${question}" among: ${inputs.map(({ id }) => id).join(', ')}`)
  const words = [answer].flat().join(',')
  if (first.choices && words !== '' && !first.isMultiSelect && !first.choices.some(({ value }) => value === words))
    throw new Error(`"${question}" has no choice "${words}".`)
  const [day = '', time = ''] = words.split(' ')
  const tick = own.find(({ valueOn }) => valueOn === words)
  if (first.type === 'Input.Date') {
    typed.set(`${question}:day`, day)
    typed.set(`${question}:time`, time)
  } else typed.set(tick?.id ?? first.id, words)
}
