import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const ownCheckout = resolve(import.meta.dirname, '../..')

/** The program as a user starts it, in a process of its own. */
export interface Program {
  /** Of the server, without a path. */
  readonly origin: string
  readonly url: string
  readonly child: ChildProcess
  /** Kills it at once: nothing is finished, nothing is closed. */
  kill(): Promise<void>
}

/** Starts the server of this checkout, or of another one, on a store. */
export async function startProgram(
  store: string,
  checkout = ownCheckout,
  options: readonly string[] = [],
  nodeArguments: readonly string[] = [],
): Promise<Program> {
  const main = resolve(checkout, 'src/main.ts')
  const args = [...nodeArguments, main, 'serve', '--port', '0', '--backend', `main=${store}`, ...options]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const origin = await listening(child)
  return {
    origin,
    url: `${origin}/graphql`,
    child,
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
    const found = /listens on (http:\/\/[^/\s"]+)[/"]/.exec(text)
    if (!found) continue
    stdout!.resume()
    return found[1]!
  }
  throw new Error(`The server ended before it listened: ${text}`)
}
