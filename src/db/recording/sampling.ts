import { hash } from 'node:crypto'

/** The share that is kept of the good executions of a flow, by its name; under `*` that of all others. */
export type SampleRates = ReadonlyMap<string, number>

/** A person waits for these: all of them are kept. */
const interactive = new Set(['dashboard', 'vscode', 'vscode-extension'])

/** With what chance an execution is kept if it ends well. */
export function sampleRateOf(
  { flow, source, sampleRate }: { flow: string; source: string | null; sampleRate: number | null },
  rates: SampleRates,
): number {
  if (source !== null && interactive.has(source.toLowerCase())) return 1
  return sampleRate ?? rates.get(flow) ?? rates.get('*') ?? 1
}

/** Whether an execution belongs to the sample. Its id decides, so every process and every backend says the same. */
export function isInSample(id: string, rate: number): boolean {
  if (rate >= 1) return true
  const drawn = Number.parseInt(hash('sha256', id, 'hex').slice(0, 12), 16) / 2 ** 48
  return drawn < rate
}
