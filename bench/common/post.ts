import { type Agent, request } from 'node:http'
import { authorization } from './token.ts'

/** What else a request has. */
interface More {
  readonly signal?: AbortSignal
  /** An API token. */
  readonly token?: string | undefined
}

/** Posts JSON, and returns the text of an answer with status 200. */
export function post(agent: Agent, url: string, body: string, { signal, token }: More = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...authorization(),
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    const asked = request(url, { method: 'POST', agent, headers, signal }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`answered ${response.statusCode}: ${text.slice(0, 200)}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
