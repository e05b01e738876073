import type { IncomingMessage } from 'node:http'
import busboy from 'busboy'
import type { Fields } from './filled.ts'

/** What came with a form, read as it streams in. */
export interface Body {
  fields: Fields
  files: Arrived[]
}

export interface Arrived {
  field: string
  name: string
  /** Nothing where it was not kept, with the reason. */
  content?: Uint8Array
  why?: 'too-large' | 'too-many' | 'no-room' | 'not-wanted'
  bytes: number
}

/** A body that is not read on: how, and the sentence for whoever sent it. */
export interface Refused {
  status: 400 | 413 | 415
  says: string
}

export interface Taking {
  /** Asked at the first file, with the fields before it: whether a file may be kept at all. */
  wanted(fields: Fields): Promise<boolean>
  room(): number
}

export const largestFile = 20 * 1024 * 1024
const mostFiles = 10
const mostBytes = 110 * 1024 * 1024
/** Of a form without files: a question, or what is sent by somebody who has not even signed in. */
const mostOfWords = 2 * 1024 * 1024
/** Ten thousand characters fit into an answer, whatever their script; a question may be longer than is read of it. */
const longestField = 400_000
const mostFields = 400

/** Limits hold while it streams: nothing beyond them is ever in memory. A refused body is read to its end and thrown away. */
export function readBody(request: IncomingMessage, taking?: Taking): Promise<Body | Refused> {
  const kind = request.headers['content-type'] ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(kind))
    return Promise.resolve({ status: 415, says: 'That is no form of ours.' })
  const most = taking ? mostBytes : mostOfWords
  const over = taking ? tooMuch : tooManyWords
  if (Number(request.headers['content-length'] ?? 0) > most) return readOut(request).then(() => over)
  return new Promise(resolve => {
    const end = (result: Body | Refused) => {
      request.unpipe(reader)
      request.resume()
      reader?.destroy()
      resolve(result)
    }
    const reader = readerFor(request)
    if (!reader) return resolve(broken)
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > most) end(over)
    })
    const fields: [string, string][] = []
    const files: Promise<Arrived>[] = []
    let wanted: Promise<boolean> | undefined
    reader.on('field', (name, value, { valueTruncated, nameTruncated }) => {
      if (valueTruncated || nameTruncated) end(tooLong)
      else fields.push([name, value])
    })
    reader.on('file', (field, stream, { filename }) => {
      if (!filename) return void stream.resume()
      wanted ??= taking?.wanted(fields) ?? Promise.resolve(false)
      const number = files.length
      const file = wanted.then(yes => arrived(stream, { field, name: filename }, yes, number, taking?.room() ?? 0))
      // What breaks off here is told by whatever broke it off.
      file.catch(() => {})
      files.push(file)
    })
    for (const limit of ['fieldsLimit', 'partsLimit', 'filesLimit'] as const) reader.on(limit, () => end(tooMuch))
    reader.on('error', () => end(broken))
    request.on('error', () => end(broken))
    request.on('aborted', () => end(broken))
    reader.on('close', () =>
      Promise.all(files).then(
        all => resolve({ fields, files: all }),
        () => resolve(broken),
      ),
    )
    request.pipe(reader)
  })
}

/** Throws away what is still to come. A browser that is still sending hears no answer, and shows that the connection broke off. */
export function readOut(request: IncomingMessage): Promise<void> {
  return new Promise(resolve => {
    for (const end of ['end', 'aborted', 'error']) request.once(end, resolve)
    request.resume()
  })
}

const broken: Refused = { status: 400, says: 'What was sent broke off on its way. Go back and send it again.' }
const tooMuch: Refused = {
  status: 413,
  says: 'That was too much at once: all files of a form together may be 100 MB. Nothing of it was kept. Go back and take some out.',
}
const tooManyWords: Refused = {
  status: 413,
  says: 'That was too much at once. Nothing of it was kept. Go back and shorten it.',
}
const tooLong: Refused = {
  status: 413,
  says: 'One of these answers is longer than a whole book. Nothing of it was kept. Go back and shorten it.',
}

function readerFor({ headers }: IncomingMessage) {
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        ...{ fieldNameSize: 100, fieldSize: longestField, fields: mostFields, fileSize: largestFile + 1 },
        ...{ files: mostFiles * 2, parts: mostFields + mostFiles * 2, headerPairs: 20 },
      },
    })
  } catch {
    return undefined
  }
}

async function arrived(
  stream: NodeJS.ReadableStream,
  file: { field: string; name: string },
  wanted: boolean,
  number: number,
  room: number,
): Promise<Arrived> {
  const refusal = !wanted ? 'not-wanted' : number >= mostFiles ? 'too-many' : undefined
  const chunks: Buffer[] = []
  let bytes = 0
  let why: Arrived['why'] = refusal
  for await (const chunk of stream) {
    if (typeof chunk === 'string') continue
    bytes += chunk.length
    if (!why && bytes > largestFile) why = 'too-large'
    if (!why && bytes > room) why = 'no-room'
    if (why) chunks.length = 0
    else chunks.push(chunk)
  }
  return why ? { ...file, why, bytes } : { ...file, content: Buffer.concat(chunks), bytes }
}
