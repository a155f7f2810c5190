import { hash } from 'node:crypto'

/** Sample rates of successful executions by flow; `*` is the rate of all other flows. */
export type SampleRates = ReadonlyMap<string, number>

/** Sources that a person waits for: their executions are all kept. */
const interactive = new Set(['dashboard', 'vscode', 'vscode-extension'])

/** The probability that a successful execution is kept. */
export function sampleRateOf(
  { flow, source, sampleRate }: { flow: string; source: string | null; sampleRate: number | null },
  rates: SampleRates,
): number {
  if (source !== null && interactive.has(source.toLowerCase())) return 1
  return sampleRate ?? rates.get(flow) ?? rates.get('*') ?? 1
}

/** Whether an execution is in the sample. Only its id decides, so all processes and backends agree. */
export function isInSample(id: string, rate: number): boolean {
  if (rate >= 1) return true
  const drawn = Number.parseInt(hash('sha256', id, 'hex').slice(0, 12), 16) / 2 ** 48
  return drawn < rate
}
