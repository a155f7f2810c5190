import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { rounded } from '../common/numbers.ts'
import type { Figure, Outcome } from '../common/report.ts'
import { storeNames, withStore } from '../common/stores.ts'

const program = resolve(import.meta.dirname, '../../src/main.ts')

/** How fast a store is imported and exported, and how much memory that takes. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, executions: { type: 'string', default: '1000000' } },
  })
  const stores = chosen(storeNames, values.only)
  const count = Number(values.executions)
  const figures: Figure[] = []
  const folder = mkdtempSync(join(tmpdir(), 'execgraph-export-'))
  try {
    const given = join(folder, 'given.ndjson')
    await writeExecutions(given, count)
    for (const store of stores)
      await withStore(store, async (url) => {
        const backend = ['--backend', `main=${url}`]
        const file = join(folder, `${store}.ndjson`)
        const take = async (what: string, ...command: readonly string[]) => {
          const title = `${store}, ${count.toLocaleString('en')} executions: ${what}`
          figures.push(
            ...(await measured(title, count, [...command.slice(0, 1), ...backend, ...command.slice(1)])),
          )
        }
        await take('import', 'import', '--from', given)
        await take('import again', 'import', '--from', given)
        await take('export', 'export', '--to', file)
        console.log(`${store}: ${rounded(mb(statSync(file).size))} MB for ${count} executions`)
        rmSync(file)
      })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { figures, goals: [] }
}

/** Each with a fact for its start and one for its verdict, inputs, outputs, a tag and a node. */
async function writeExecutions(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file)
  stream.write('{"format":"execgraph-export","version":1}\n')
  const first = Date.now() - count
  for (let index = 0; index < count; index++) {
    const line = JSON.stringify({ execution: executionOf(index, first + index) })
    if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  }
  stream.end(`{"end":{"execution":${count}}}\n`)
  await once(stream, 'finish')
}

function executionOf(index: number, at: number) {
  const id = `e-${String(index).padStart(9, '0')}`
  const json = JSON.stringify({ index, text: 'x'.repeat(200) })
  return {
    ...{ id, flow: `flow-${index % 20}`, sampleRate: 1, sortAt: at, startedAt: at, finishedAt: at + 100 },
    ...{
      attempt: 1,
      attemptAt: at,
      verdict: 1,
      verdictAt: at + 100,
      verdictId: 'b',
      nodeCount: 1,
      version: 1,
    },
    tags: [{ tag: `t-${index % 5}`, sortAt: at }],
    metadata: [
      { id: 'a', attempt: 1, field: 'attempt', value: '1', ts: at },
      { id: 'b', attempt: 1, field: 'attempt_ok', value: 'true', ts: at + 100 },
    ],
    payloads: ['inputs', 'outputs'].map((kind) => ({ kind, json, bytes: json.length })),
    nodeResults: [{ nodeId: 'n', attempt: 1, status: 'COMPLETED', startedAt: at, finishedAt: at + 100 }],
  }
}

async function measured(title: string, count: number, args: readonly string[]): Promise<Figure[]> {
  const began = performance.now()
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid!))), 200)
  const [code] = (await once(child, 'exit')) as [number]
  clearInterval(timer)
  if (code !== 0) throw new Error(`${title} ended with ${code}.`)
  const seconds = (performance.now() - began) / 1_000
  console.log(
    `${title}: ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} executions/s, ${rounded(mb(peak))} MB`,
  )
  const plain = { against: null, ratio: null }
  return [
    { name: title, value: count / seconds, unit: 'executions/s', ...plain },
    { name: `${title}, most memory`, value: mb(peak), unit: 'MB', ...plain },
  ]
}

/** The most memory that a process has held so far, where the system tells. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

const mb = (bytes: number) => bytes / 1024 ** 2
