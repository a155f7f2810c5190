import { type RetainRule, parseRetainRule } from '../../db/retention/rule.ts'
import type { SampleRates } from '../../db/recording/sampling.ts'
import { type BackendUrl, parseBackend } from '../../db/url.ts'

export const levels = ['debug', 'info', 'warn', 'error', 'silent']

export function logLevelOf(text: string, source: string): string {
  if (levels.includes(text)) return text
  throw new Error(`${source} must be one of ${levels.join(', ')}, not ${text}.`)
}

/** An empty address would mean all addresses. */
export function addressOf(text: string, source: string): string {
  if (text.trim() !== '') return text
  throw new Error(`${source} must name an address, such as 127.0.0.1, or 0.0.0.0 for all of this machine.`)
}

const highestPort = 65_535

export function portOf(text: string, source: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= highestPort) return port
  throw new Error(`${source} must be a whole number from 0 to ${highestPort}, not "${text.slice(0, 100)}".`)
}

export function endpointOf(text: string, source: string): URL {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url
  throw new Error(`${source} must be a URL without a password, such as http://127.0.0.1:4318.`)
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }
const longest = 24 * units['h']!

/** A time such as `30s`, in milliseconds. 0 needs no unit. */
export function timeOf(text: string, source: string): number {
  const [, number = '', unit] = /^(\d+)(ms|s|m|h)?$/.exec(text) ?? []
  const ms = Number(number) * (units[unit ?? ''] ?? 0)
  if (number !== '' && (unit !== undefined || Number(number) === 0) && ms <= longest) return ms
  const given = `"${text.slice(0, 100)}"`
  throw new Error(`${source} must be 0 or a time up to 24h, such as 500ms, 30s or 5m, not ${given}.`)
}

/** The stores, each `name=url`. */
export function backendsOf(texts: readonly string[]): BackendUrl[] {
  const given = texts.map((text) => text.trim()).filter((text) => text !== '')
  const backends = given.map(parseBackend)
  const repeated = backends.find(
    ({ name }, index) => backends.findIndex((other) => other.name === name) !== index,
  )
  if (repeated) throw new Error(`Two backends are called "${repeated.name}". Give each its own name.`)
  return backends
}

/** Parses a rule. An error names the option that it came from. */
export function ruleOf(text: string, source: string): RetainRule {
  try {
    return parseRetainRule(text)
  } catch (error) {
    throw new Error(`${source}: ${(error as Error).message}`, { cause: error })
  }
}

/** Reads `flow=rate,…,*=rate`. */
export function sampleRatesOf(text: string, source: string): SampleRates {
  const rates = new Map<string, number>()
  for (const part of text.split(',')) {
    const split = part.lastIndexOf('=')
    const [flow, rate] = [part.slice(0, split).trim(), part.slice(split + 1).trim()]
    const value = Number(rate)
    if (split < 1 || flow === '' || rate === '' || !(value >= 0 && value <= 1)) {
      throw new Error(
        `${source} must be flow=rate with a rate from 0 to 1, several separated by commas, such as etl=0.1,*=0.5, not "${part}".`,
      )
    }
    if (rates.has(flow)) throw new Error(`${source} names "${flow}" twice.`)
    rates.set(flow, value)
  }
  return rates
}
