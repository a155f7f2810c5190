import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '../../../src/server/app.ts'

const numberOf = (text: string) => Number(text.replace('Inf', 'Infinity'))

type Labels = Readonly<Record<string, string>>

/** A text of metrics, read as Prometheus reads it. Throws at a line that it would not take. */
export function parsed(text: string) {
  const types = new Map<string, string>()
  const lines: { readonly name: string; readonly labels: Labels; readonly value: number }[] = []
  for (const line of text.trimEnd().split('\n')) {
    const [, what, name, rest] = /^# (HELP|TYPE) (\w+) (.+)$/.exec(line) ?? []
    if (what === 'TYPE') {
      if (types.has(name!)) throw new Error(`${name} stands twice.`)
      types.set(name!, rest!)
    }
    if (what !== undefined) continue
    const [, own, labels = '', value] =
      /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\.)*",?)*)\})? (NaN|[+-]Inf|[\d.e+-]+)$/.exec(line) ?? []
    if (own === undefined) throw new Error(`No line of the format: ${line}`)
    const family = own.replace(/_(?:bucket|sum|count)$/, '')
    if (!types.has(own) && !types.has(family)) throw new Error(`No type: ${line}`)
    const pairs = [...labels.matchAll(/([a-z]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, word]) => [key!, word!])
    lines.push({ name: own, labels: Object.fromEntries(pairs) as Labels, value: numberOf(value!) })
  }
  const keyOf = (name: string, labels: Labels) =>
    `${name} ${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`
  const values = new Map(lines.map(({ name, labels, value }) => [keyOf(name, labels), value]))
  if (values.size !== lines.length) throw new Error('A series stands twice.')
  return {
    text,
    lines,
    types,
    names: new Set([...types.keys(), ...lines.map(({ name }) => name)]),
    value: (name: string, labels: Labels = {}) => values.get(keyOf(name, labels)),
    labels: (name: string) => lines.filter((line) => line.name === name).map(({ labels }) => labels),
  }
}

/** Scrapes a server, some milliseconds later: a text is shared for a moment. */
export async function scraped(app: App, ms = 0) {
  await wait(ms)
  const response = await app.fetch('/metrics')
  if (response.status !== 200) throw new Error(await response.text())
  return parsed(await response.text())
}
