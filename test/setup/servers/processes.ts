import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import type { Work } from '../seeds/patching.ts'
import type { Place } from './stores.ts'

/** What is made of `seeds/patching.ts`. */
const script = join(dirname(inject('command')), 'patching.js')

/** Processes that work on one store. */
export interface Processes {
  /** Does each work in a process of its own, all at the same time, and answers what each of them tells. */
  run<Answer>(works: readonly Work[]): Promise<Answer[]>
  close(): Promise<void>
}

export async function startProcesses(place: Place, count: number): Promise<Processes> {
  const children = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [script, place.url], { stdio: ['pipe', 'pipe', 'inherit'] })
    return {
      child,
      lines: createInterface(child.stdout)[Symbol.asyncIterator](),
      ended: once(child, 'exit'),
    }
  })
  await Promise.all(children.map(({ lines }) => lines.next()))
  return {
    run: <Answer>(works: readonly Work[]) =>
      Promise.all(
        works.map(async (work, index) => {
          const { child, lines } = children[index]!
          child.stdin.write(`${JSON.stringify(work)}\n`)
          const { value } = (await lines.next()) as { value: string | undefined }
          if (value === undefined) throw new Error('The process ended before its work was done.')
          return JSON.parse(value) as Answer
        }),
      ),
    async close() {
      for (const { child } of children) child.stdin.end()
      await Promise.all(children.map(({ ended }) => ended))
    },
  }
}
