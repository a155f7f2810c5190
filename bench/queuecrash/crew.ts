import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../common/ports.ts'
import { useToken } from '../common/token.ts'
import { type Ledger, note } from './ledger.ts'

const sources = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const worker = new URL('worker.ts', import.meta.url)

/** A process that can be killed at any moment, and started again. */
export interface Member {
  readonly name: string
  kill(): Promise<void>
  begin(): Promise<void>
}

export interface Crew {
  readonly urls: readonly string[]
  readonly servers: readonly Member[]
  readonly workers: readonly Member[]
  end(): Promise<void>
}

/** Servers over one store, each on its own port, and workers that call any of them. */
export async function startCrew(
  store: string,
  size: { readonly servers: number; readonly workers: number; readonly main?: string },
  ledger: Ledger,
): Promise<Crew> {
  const access = await useToken(store)
  const ports: number[] = []
  for (let place = 0; place < size.servers; place++) ports.push(await freePort())
  const urls = ports.map((port) => `http://127.0.0.1:${port}/graphql`)
  const servers = ports.map((port) =>
    member(`server ${port}`, () => startServer([size.main ?? sources, store, ...access], port, ledger)),
  )
  const workers = Array.from({ length: size.workers }, (_, place) =>
    member(`worker ${place}`, () => startWorker(`w${place}`, urls, ledger)),
  )
  const members = [...servers, ...workers]
  const killAll = () => Promise.all(members.map((one) => one.kill()))
  // No process is left behind, however this one ends.
  const onExit = () => void killAll()
  process.once('exit', onExit)
  const end = async () => {
    await killAll()
    process.off('exit', onExit)
  }
  try {
    await Promise.all(members.map((one) => one.begin()))
  } catch (error) {
    await end()
    throw error
  }
  return { urls, servers, workers, end }
}

interface Begun {
  readonly child: ChildProcess
  /** Resolves when it works. */
  readonly ready?: Promise<void>
}

function member(name: string, start: () => Begun): Member {
  let child: ChildProcess | undefined
  return {
    name,
    async begin() {
      const begun = start()
      child = begun.child
      await begun.ready
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** What is looked at at the end may take long on a busy machine. */
const patient = ['--max-read-ms', '60000']

/** The program as a user starts it. Ending without being killed is a violation. */
function startServer(
  [main, store, ...access]: readonly [string, string, ...string[]],
  port: number,
  { violations }: Ledger,
): Begun {
  const own = [
    'serve',
    '--port',
    String(port),
    '--backend',
    `main=${store}`,
    '--log-level',
    'info',
    ...patient,
  ]
  const args = [main, ...own, ...access]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer) => (said = (said + String(chunk)).slice(-2_000))
  child.stderr.on('data', hear)
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL') violations.push(`a server ended with ${code ?? signal}: ${said}`)
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`A server ended before it listened: ${said}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      hear(chunk)
      if (said.includes('listens on')) resolve()
    })
  })
  return { child, ready }
}

function startWorker(name: string, urls: readonly string[], ledger: Ledger): Begun {
  const child = fork(worker, [name, ...urls], { execArgv: [] })
  child.on('message', (reported) => note(ledger, reported as Parameters<typeof note>[1]))
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL') ledger.violations.push(`worker ${name} ended with ${code ?? signal}`)
  })
  return { child }
}
