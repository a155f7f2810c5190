import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Work } from '../seeds/patching.ts'
import type { Place } from './stores.ts'

const script = fileURLToPath(new URL('../seeds/patching.ts', import.meta.url))
const fast = new URL('../fast.ts', import.meta.url).href

/** Does each work in a process of its own, all at the same time, and answers what each of them tells. */
export async function inProcesses<Answer>(place: Place, works: readonly Work[]): Promise<Answer[]> {
  const children = works.map((work) => {
    const child = spawn(process.execPath, ['--import', fast, script, place.url], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    return {
      child,
      work,
      lines: createInterface(child.stdout)[Symbol.asyncIterator](),
      ended: once(child, 'exit'),
    }
  })
  await Promise.all(children.map(({ lines }) => lines.next()))
  for (const { child, work } of children) child.stdin.end(JSON.stringify(work))
  return Promise.all(
    children.map(async ({ lines, ended }) => {
      const { value } = (await lines.next()) as { value: string | undefined }
      const [code] = (await ended) as [number]
      if (code !== 0 || value === undefined) throw new Error(`The process ended with code ${code}.`)
      return JSON.parse(value) as Answer
    }),
  )
}
