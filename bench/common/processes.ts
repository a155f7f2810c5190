import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A server in a process of its own. */
export interface Contestant {
  readonly url: string
  readonly pid: number
  /** Microseconds of CPU that the process has used, user and system. */
  cpu(): Promise<number>
  stop(): Promise<void>
}

export async function startContestant(file: URL, env: Readonly<Record<string, string>>): Promise<Contestant> {
  const child = start(file, env)
  const { port } = (await answer(child)) as { port: number }
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    pid: child.pid!,
    async cpu() {
      child.send('cpu')
      const { user, system } = (await answer(child)) as NodeJS.CpuUsage
      return user + system
    },
    stop: () => stopped(child),
  }
}

export function start(
  file: URL,
  env: Readonly<Record<string, string>> = {},
  nodeArguments: readonly string[] = [],
): ChildProcess {
  // Arguments for node, such as --cpu-prof, reach the contestants through BENCH_NODE_ARGUMENTS.
  const given = (process.env['BENCH_NODE_ARGUMENTS'] ?? '').split(' ').filter((text) => text !== '')
  const execArgv = [...given, ...nodeArguments]
  return fork(file, { env: { ...process.env, NODE_ENV: 'production', ...env }, execArgv })
}

/** The next message of the process. Throws if the process ends instead. */
export async function answer(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.at(-1)} ended with ${code}.`)
  })
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: ended.signal }), exit])
    return message
  } finally {
    exit.catch(() => {})
    ended.abort()
  }
}

export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  if (child.connected) child.disconnect()
  else child.kill()
  await exit
}
