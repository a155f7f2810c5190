import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inject } from 'vitest'
import { runCommand } from '../../../src/cli/running.ts'

const node = resolve('node_modules/.bin/node')
/** The program of a clone. It starts slowly. */
export const sources = [node, resolve('src/main.ts')] as const
/** The same in few files. */
export const bundled = [node, inject('command')] as const
/** The program's own cache, used from its first module on: otherwise each start loads a compiler for that one. */
const cache = resolve('node_modules/.cache/execgraph')

interface Surroundings {
  readonly env?: Record<string, string>
  readonly cwd?: string
  /** What is run. Default: the sources in few files. */
  readonly program?: readonly [string, ...string[]]
}

interface Ended {
  readonly code: number | null
  readonly signal: string | null
}

interface Output {
  stdout: string
  stderr: string
}

/** The program, started as a user starts it. */
interface Program {
  readonly child: ChildProcess
  readonly output: Output
  readonly ended: Promise<Ended>
}

/** Starts the program, and waits for nothing. */
export function start(args: readonly string[], { env = {}, cwd, program }: Surroundings = {}): Program {
  const { PATH = '' } = process.env
  // What a slow machine does not answer in time is not what is tested.
  const isOwn = program === undefined || program === sources
  const folders = { HOME: tmpdir(), TMPDIR: tmpdir(), ...(isOwn && { NODE_COMPILE_CACHE: cache }) }
  const own = { PATH, ...folders, EXECGRAPH_MAX_READ_MS: '60000' }
  const clean = { ...own, ...env }
  const [command, ...first] = program ?? bundled
  const child = spawn(command, [...first, ...args], { cwd, env: clean, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)))
  const ended = new Promise<Ended>((done) =>
    child.once('close', (code, signal) => {
      done({ code, signal })
    }),
  )
  return { child, output, ended }
}

/** Runs the program to its end. */
export async function run(args: readonly string[], surroundings?: Surroundings): Promise<Ended & Output> {
  const { output, ended } = start(args, surroundings)
  return { ...(await ended), ...output }
}

/**
 * Runs a command in this process, which is as good where it neither serves nor reads standard input, and starts at once.
 * One at a time: the exit code is that of the process.
 */
export async function runHere(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended & Output> {
  const output = { stdout: '', stderr: '' }
  const before = process.exitCode
  process.exitCode = 0
  try {
    await runCommand(args, env, {
      say: (line) => (output.stdout += `${line}\n`),
      tell: (line) => (output.stderr += `${line}\n`),
    })
    return { code: process.exitCode, signal: null, ...output }
  } finally {
    process.exitCode = before
  }
}

/** A server process that takes requests. */
export interface Served extends Program {
  readonly url: string
  readonly port: number
  ask(query: string, variables?: Record<string, unknown>): Promise<{ status: number; body: never }>
  /** SIGTERM, and how it ended. */
  stop(): Promise<Ended>
}

/** Starts `serve` on a free port and waits until it listens. */
export async function serve(args: readonly string[], surroundings: Surroundings = {}): Promise<Served> {
  const given = args.includes('--port') || surroundings.env?.['PORT'] !== undefined
  const program = start(['serve', ...(given ? [] : ['--port', '0']), ...args], surroundings)
  const [url, port] = await said(program, /listens on (https?:\/\/[^"\s]+:(\d+))/)
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return { status: response.status, body: (await response.json()) as never }
  }
  const stop = () => {
    program.child.kill('SIGTERM')
    return program.ended
  }
  return { ...program, url: url!, port: Number(port), ask, stop }
}

/** Waits until the program has written this to its log; fails if it ends before. */
export async function said({ child, output, ended }: Program, pattern: RegExp): Promise<string[]> {
  const found = new Promise<string[]>((done) => {
    const look = () => {
      const match = pattern.exec(output.stdout)
      if (match) done(match.slice(1))
    }
    child.stdout?.on('data', look)
    look()
  })
  const early = ended.then(({ code }) => {
    const match = pattern.exec(output.stdout)
    if (match) return match.slice(1)
    throw new Error(`It ended with code ${code}: ${output.stderr}${output.stdout}`)
  })
  return Promise.race([found, early])
}

/** An empty directory, gone when `remove` is called. */
export function newDirectory() {
  const path = mkdtempSync(join(tmpdir(), 'execgraph-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
