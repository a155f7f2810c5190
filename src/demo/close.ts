import { type Ending, attempts } from './attempts.ts'
import { nodeResult, stored } from './dag.ts'
import { type Dice, dice } from './dice.ts'
import { execution } from './execution.ts'
import type { Story } from './story.ts'
import { minute } from './times.ts'
import type { ExecutionRecord, NodeRecord } from '../db/recording/records.ts'

/** The flow of closes, and its run that is open. */
export const closeFlow = 'MonthlyClose'
export const openClose = { flow: closeFlow, number: 3 }

const stages = [
  ...['Read ledger', 'Convert currency', 'Match payments', 'Accrue costs', 'Depreciate assets'],
  ...['Check totals', 'Book taxes', 'Approve', 'Lock period', 'Report'],
]

const regions = [
  { id: 'europe', label: 'Europe', countries: ['AT', 'CH', 'DE', 'ES', 'FR', 'IT', 'NL', 'SE'] },
  { id: 'americas', label: 'Americas', countries: ['AR', 'BR', 'CA', 'MX', 'US'] },
  { id: 'asia', label: 'Asia and Oceania', countries: ['AU', 'IN', 'JP', 'KR', 'SG'] },
  { id: 'africa', label: 'Africa', countries: ['KE', 'ZA'] },
]

const countries = regions.flatMap((region) => region.countries)

const idOf = (stage: number, country: string) =>
  `${stages[stage]!.toLowerCase().replace(' ', '-')}-${country}`

const stageNumbers = stages.map((_, stage) => stage)

const kindOf = (stage: number) =>
  stage === 0 ? 'Input' : stage === stages.length - 1 ? 'Output' : 'Operation'

/** 200 nodes: ten stages for each of twenty countries. */
const graph = stored({
  title: 'Monthly close of all countries',
  nodes: stages.flatMap((label, stage) =>
    countries.map((country) => ({
      id: idOf(stage, country),
      kind: kindOf(stage),
      label: `${label} ${country}`,
      typeSignature: stage === 0 ? '() => Ledger' : '(ledger: Ledger) => Ledger',
    })),
  ),
  edges: stageNumbers.slice(1).flatMap((stage) => countries.flatMap((_, index) => edgesTo(stage, index))),
  groups: regions.map(({ id, label, countries: members }) => ({
    id,
    label,
    collapsed: id === 'africa',
    nodeIds: stageNumbers.flatMap((stage) => members.map((country) => idOf(stage, country))),
  })),
})

/** A stage needs the one before it. Some also read the neighbour's numbers, and approvals wait for each other. */
function edgesTo(stage: number, index: number) {
  const [country, neighbour] = [countries[index]!, countries[(index + 1) % countries.length]!]
  const target = idOf(stage, country)
  const from = (other: string) => ({ source: idOf(stage - 1, other), target })
  return [
    { ...from(country), label: stage === 1 ? 'entries' : null, kind: 'DATA' as const },
    ...(stage === 2 ? [{ ...from(neighbour), label: 'intercompany', kind: 'OPTIONAL' as const }] : []),
    ...(stage === 7 ? [{ ...from(neighbour), label: null, kind: 'CONTROL' as const }] : []),
  ]
}

/** One that succeeded a month ago, one that failed today, and one that is running. */
export const closes = (now: number): Story[] => [
  closeOf(1, 'OK', now - 29 * 24 * 60 * minute),
  closeOf(2, 'FAILED', now - 5 * 60 * minute),
  closeOf(3, 'OPEN', now - 50 * minute),
]

const length = 90 * minute
const why = 'Check totals FR: debit and credit differ by 1,204.17 EUR in account 4711'

function closeOf(number: number, ending: Ending, from: number): Story {
  const to = ending === 'OPEN' ? from + 50 * minute : from + length
  const clientKey = `demo-monthly-close-${number}`
  const verdict = ending === 'OPEN' ? null : { ok: ending === 'OK', at: to }
  const story = execution({
    id: clientKey,
    flow: closeFlow,
    runNumber: number,
    step: 'close',
    scriptPath: 'finance/close.ts',
    dag: graph,
    attempts: attempts([ending === 'OPEN' ? null : ending === 'OK' ? 'OK' : 'FAILED'], { from, to }, () =>
      ending === 'FAILED' ? why : null,
    ),
    inputs: { month: number, countries },
    outputs: ending === 'OK' ? { booked: 48_213, countries: countries.length } : null,
    nodeResults: resultsOf(ending, from, dice(clientKey)),
  })
  const run = {
    flow: closeFlow,
    number,
    name: null,
    user: 'fatima',
    startedAt: from,
    heartbeatAt: to,
    clientKey,
  }
  const tags = { tags: ['prod', 'finance'], systemTags: ['user:fatima', 'trigger:schedule'] }
  const attempt = { number: 1, at: from }
  return { run: { ...run, ...tags, attempt, verdict }, facts: [], executions: [story], ending }
}

function resultsOf(ending: Ending, from: number, d: Dice): ExecutionRecord['nodeResults'] {
  return stageNumbers.flatMap((stage) =>
    countries.flatMap((country) => nodeOf(ending, { stage, country, from: from + stage * 9 * minute }, d)),
  )
}

/** The results of a stage of a country that begins at `from`. */
function nodeOf(
  ending: Ending,
  { stage, country, from }: { readonly stage: number; readonly country: string; readonly from: number },
  d: Dice,
): NodeRecord[] {
  const id = idOf(stage, country)
  const span = {
    from: from + d.whole(0, 30_000),
    to: from + minute + Math.min(d.spread(2 * minute), 6 * minute),
  }
  if (ending === 'FAILED' && country === 'FR' && stage >= 5)
    return stage === 5
      ? [{ ...nodeResult(id, 'FAILED', span), error: why }]
      : [nodeResult(id, 'SKIPPED', none)]
  if (ending === 'OPEN' && stage > 5) return []
  if (ending === 'OPEN' && stage === 5)
    return [d.chance(0.6) ? nodeResult(id, 'RUNNING', { ...span, to: null }) : nodeResult(id, 'READY', none)]
  const done = nodeResult(id, 'COMPLETED', span, { entries: d.spread(900) })
  if (!d.chance(0.05)) return [done]
  const first = nodeResult(id, 'FAILED', { from: span.from - 2_000, to: span.from - 1_000 })
  return [
    { ...first, error: 'HTTP 502 from ledger.internal' },
    { ...done, attempt: 2 },
  ]
}

const none = { from: null, to: null }
