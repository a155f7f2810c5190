import { request } from 'node:http'
import type { Written } from './requests.ts'

export interface Answered {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** A stream has no end: so much of it is waited for. */
const streamMs = 50

/** Sends a request as it is written. `undefined`: the server closed the connection. */
export function send(port: number, { method, path, headers, body }: Written): Promise<Answered | undefined> {
  const { promise, resolve } = Promise.withResolvers<Answered | undefined>()
  const own = { 'host': `127.0.0.1:${port}`, ...headers, 'content-length': String(body.length) }
  const sent = request({ host: '127.0.0.1', port, method, path, headers: own, agent: false }, (response) => {
    const { statusCode: status = 0, headers: told } = response
    const type = told['content-type'] ?? ''
    let text = ''
    const end = () => {
      resolve({ status, type, text })
      response.destroy()
    }
    response.setEncoding('utf8').on('data', (part: string) => (text += part))
    response.once('end', end).once('error', end)
    if (type.startsWith('text/event-stream')) setTimeout(end, streamMs)
  })
  sent.once('error', () => resolve(undefined)).end(body)
  return promise
}
