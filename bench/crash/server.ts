import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Server {
  readonly url: string
  /** Ends at once: nothing is finished, nothing is closed. */
  kill(): Promise<void>
}

/** The program as a user starts it, on a store. */
export async function startServer(store: string): Promise<Server> {
  const args = [main, 'serve', '--port', '0', '--backend', `main=${store}`]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const url = await listening(child)
  return {
    url: `${url}/graphql`,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function listening({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout!.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    const found = /listens on (http:\/\/[^/\s]+)\/graphql/.exec(text)
    if (!found) continue
    stdout!.resume()
    return found[1]!
  }
  throw new Error(`The server ended before it listened: ${text}`)
}
