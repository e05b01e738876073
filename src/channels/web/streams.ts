import type { Response } from 'express'

/** Pages that are open and want to hear of news. Only that there is some is told; what it is, the page asks for as always. */
export interface Streams {
  /** Keeps a response open. Refused where too many are. */
  open(response: Response, listener: string): boolean
  tell(isFor: (listener: string) => boolean): void
  /** How many listen, each once. */
  listeners(): string[]
  close(): void
}

const most = 400
const mostOfOne = 12
const beatMs = 25_000

export function openStreams(): Streams {
  const streams = new Set<{ response: Response; listener: string }>()
  // A line now and then, so that no proxy on the way takes a quiet stream for a dead one.
  const beat = setInterval(() => {
    for (const { response } of streams) response.write(': still here\n\n')
  }, beatMs)
  beat.unref()
  return {
    open(response, listener) {
      const own = [...streams].filter(one => one.listener === listener)
      if (streams.size >= most || own.length >= mostOfOne) return false
      const stream = { response, listener }
      streams.add(stream)
      response.on('close', () => streams.delete(stream))
      response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
      response.flushHeaders()
      response.write('retry: 3000\n\n')
      return true
    },
    tell(isFor) {
      for (const { response, listener } of streams) if (isFor(listener)) response.write('event: news\ndata: \n\n')
    },
    listeners: () => [...new Set([...streams].map(({ listener }) => listener))],
    close() {
      clearInterval(beat)
      for (const { response } of streams) response.end()
    },
  }
}
