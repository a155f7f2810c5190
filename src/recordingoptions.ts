import { type PayloadLimits, defaultLimits } from './db/cutting.ts'
import type { SampleRates } from './db/sampling.ts'
import { defaultOpenExecutions, defaultOutputBytes } from './db/queue/queue.ts'
import { whole } from './wholenumber.ts'

interface Given {
  readonly 'max-value-bytes'?: string | undefined
  readonly 'max-payload-bytes'?: string | undefined
  readonly 'keep-large-values'?: boolean | undefined
}

/** Enough to show the beginning of a value. */
const leastBytes = 64
const mostBytes = 64 * 1024 * 1024

/** What payloads may hold. */
export function limitsOf(given: Given): PayloadLimits {
  const { 'max-value-bytes': value, 'max-payload-bytes': payload } = given
  const bytes = (text: string | undefined, otherwise: number, name: string) =>
    whole(text ?? String(otherwise), name, mostBytes, leastBytes)
  const valueBytes = bytes(value, defaultLimits.valueBytes, '--max-value-bytes')
  const otherwise = Math.max(defaultLimits.payloadBytes, valueBytes)
  const payloadBytes = bytes(payload, otherwise, '--max-payload-bytes')
  if (payloadBytes >= valueBytes)
    return { valueBytes, payloadBytes, keepLargeValues: given['keep-large-values'] ?? false }
  throw new Error(
    `--max-payload-bytes ${payloadBytes} is less than one value may have: --max-value-bytes is ${valueBytes}.`,
  )
}

/** Reads `flow=rate,…,*=rate`. */
export function sampleRatesOf(text: string | undefined): SampleRates {
  const rates = new Map<string, number>()
  for (const part of text?.split(',') ?? []) {
    const split = part.lastIndexOf('=')
    const [flow, rate] = [part.slice(0, split).trim(), part.slice(split + 1).trim()]
    const value = Number(rate)
    if (split < 1 || flow === '' || rate === '' || !(value >= 0 && value <= 1)) {
      throw new Error(
        `--sample must be flow=rate with a rate from 0 to 1, several separated by commas, such as etl=0.1,*=0.5, not "${part}".`,
      )
    }
    if (rates.has(flow)) throw new Error(`--sample names "${flow}" twice.`)
    rates.set(flow, value)
  }
  return rates
}

/** What the queue takes on. */
export function queueOf(given: {
  readonly 'max-output-bytes'?: string | undefined
  readonly 'max-open'?: string | undefined
}) {
  const { 'max-output-bytes': bytes, 'max-open': open } = given
  return {
    outputBytes: whole(bytes ?? String(defaultOutputBytes), '--max-output-bytes', mostBytes, leastBytes),
    openExecutions: whole(open ?? String(defaultOpenExecutions), '--max-open', 1_000_000, 1),
  }
}
