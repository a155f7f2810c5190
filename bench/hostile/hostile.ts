import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/** A client that sends what a row says until its time is up, and counts the answers. */
export interface Hostile {
  readonly ms: number
  readonly answers: Record<string, number>
  /** Sends requests, `count` at any time and `most` in all. A lane sends the next one when its last is answered. */
  lanes(count: number, send: (number: number) => Promise<string>, most?: number): Promise<void>
  /** Sends a request, and returns its status with the codes of its errors. */
  ask(sent: Sent): Promise<string>
  /** Sends a request and does not read the answer: waits until the server closes the socket. */
  leaveUnread(sent: Sent): Promise<string>
  /** Waits so many milliseconds. Returns whether time is left. */
  rest(ms: number): Promise<boolean>
}

/** A request: a POST with a body, or without one the GET of a browser's address bar. */
export interface Sent {
  readonly body?: Buffer | string
}

/** A refused lane waits, so that refusals alone do not fill the time. */
const pause = 50

/** Not the address of the well-behaved client: a server shares its time and room by address. */
const localAddress = '127.0.0.2'

export function createHostile(url: string, ms: number): Hostile {
  const over = AbortSignal.timeout(ms)
  const agent = new Agent({ keepAlive: false })
  const answers: Record<string, number> = {}
  const exchange = (sent: Sent, take: (response: IncomingMessage) => Promise<string>) =>
    new Promise<string>((resolve) => {
      const lost = (error: NodeJS.ErrnoException) => {
        resolve(over.aborted ? 'no answer at the end' : (error.code ?? error.message))
      }
      const headers = sent.body === undefined ? { accept: 'text/html' } : headersOf(sent.body)
      const method = sent.body === undefined ? 'GET' : 'POST'
      const asked = request(url, { method, agent, headers, localAddress, signal: over }, (response) => {
        take(response).then(resolve, lost)
      })
      asked.on('error', lost)
      asked.end(sent.body)
    })
  const rest = (time: number) =>
    setTimeout(time, undefined, { signal: over }).then(
      () => true,
      () => false,
    )
  return {
    ms,
    answers,
    rest,
    ask: (sent) => exchange(sent, read),
    leaveUnread: (sent) => exchange(sent, (response) => unread(response, over)),
    async lanes(count, send, most = Number.MAX_SAFE_INTEGER) {
      let next = 0
      const lane = async () => {
        while (next < most && !over.aborted) {
          const answer = await send(next++)
          answers[answer] = (answers[answer] ?? 0) + 1
          if (!answer.startsWith('200')) await rest(pause)
        }
      }
      await Promise.all(Array.from({ length: count }, lane))
    },
  }
}

const headersOf = (body: Buffer | string) => ({
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
})

async function read(response: IncomingMessage): Promise<string> {
  const codes = new Set<string>()
  for await (const chunk of response) {
    for (const [, code] of (chunk as Buffer).toString('latin1').matchAll(/"code":"([A-Z_]+)"/g))
      codes.add(code!)
  }
  return [response.statusCode, ...[...codes].toSorted()].join(' ')
}

async function unread(response: IncomingMessage, over: AbortSignal): Promise<string> {
  // A refusal is short, so it is read and counted.
  if (response.statusCode !== 200) return read(response)
  const closed = new Promise<string>((resolve) => {
    response.on('error', () => resolve('closed by the server'))
    over.addEventListener('abort', () => resolve('open at the end'))
  })
  return `200 unread, ${await closed}`
}
