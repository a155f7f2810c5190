import type { Dice } from './dice.ts'

/** A kind of work: its inputs and outputs. Its errors are beside it. */
export interface Kind {
  readonly inputs: (d: Dice) => object
  readonly outputs: (d: Dice) => object
}

const rate = (d: Dice, least: number, most: number) => Number((least + d.next() * (most - least)).toFixed(4))
const thousands = (d: Dice) => d.spread(40_000, 1)

const work = {
  load: {
    inputs: (d) => ({ source: d.pick(['s3://lake/events', 's3://lake/orders', 'postgres://crm/customers']) }),
    outputs: (d) => ({ rows: thousands(d), bytes: d.spread(80e6, 1), partitions: d.whole(1, 24) }),
  },
  transform: {
    inputs: (d) => ({ rows: thousands(d), dropNulls: d.chance(0.5) }),
    outputs: (d) => ({ rows: thousands(d), rejected: d.whole(0, 90) }),
  },
  write: {
    inputs: (d) => ({ table: d.pick(['fact_orders', 'dim_customer', 'fact_events']), mode: 'merge' }),
    outputs: (d) => ({ inserted: thousands(d), updated: d.whole(0, 900) }),
  },
  train: {
    inputs: (d) => ({ epochs: d.whole(3, 20), learningRate: d.pick([1e-3, 3e-4, 1e-4]), batchSize: 256 }),
    outputs: (d) => ({ loss: rate(d, 0.08, 0.6), epochs: d.whole(3, 20), gpuHours: rate(d, 0.2, 9) }),
  },
  evaluate: {
    inputs: (d) => ({ split: 'holdout', rows: thousands(d) }),
    outputs: (d) => ({ auc: rate(d, 0.71, 0.94), precision: rate(d, 0.5, 0.9), recall: rate(d, 0.4, 0.9) }),
  },
  publish: {
    inputs: (d) => ({ target: d.pick(['registry', 'dashboard', 'staging']), commit: d.hex(7) }),
    outputs: (d) => ({ version: `1.${d.whole(0, 40)}.${d.whole(0, 9)}`, digest: `sha256:${d.hex(16)}` }),
  },
  check: {
    inputs: (d) => ({ suite: d.pick(['freshness', 'uniqueness', 'ranges']), tables: d.whole(3, 30) }),
    outputs: (d) => ({ passed: d.whole(40, 160), failed: 0 }),
  },
  llm: {
    inputs: (d) => ({
      model: d.pick(['large', 'small']),
      temperature: 0.2,
      messages: [{ role: 'user', content: d.pick(questions) }],
    }),
    outputs: (d) => ({
      text: d.pick(answers),
      tokens: { input: d.spread(1_800), output: d.spread(260) },
    }),
  },
  tool: {
    inputs: (d) => ({ arguments: { query: d.pick(questions), limit: d.whole(3, 20) } }),
    outputs: (d) => ({ results: d.whole(0, 20), best: rate(d, 0.3, 1) }),
  },
  agent: {
    inputs: (d) => ({ task: d.pick(questions), budget: { steps: d.whole(8, 40) } }),
    outputs: (d) => ({ answer: d.pick(answers), confidence: rate(d, 0.4, 0.99) }),
  },
  media: {
    inputs: (d) => ({ object: `uploads/${d.hex(8)}.jpg`, widths: [160, 640, 1280] }),
    outputs: (d) => ({ files: 3, bytes: d.spread(400_000, 0.8) }),
  },
  mail: {
    inputs: (d) => ({
      template: d.pick(['receipt', 'welcome', 'reset-password']),
      customer: d.whole(1e4, 9e4),
    }),
    outputs: (d) => ({ messageId: `<${d.hex(12)}@mail.example.com>` }),
  },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof work
export const kinds: Readonly<Record<KindName, Kind>> = work

const questions = [
  'Where is my order 48213?',
  'Why was I charged twice in March?',
  'Compare the three vendors for vector search.',
  'Which customers are likely to leave this quarter?',
]
const answers = [
  'It left the warehouse this morning and arrives on Thursday.',
  'The second charge was a reservation and falls off within five days.',
  'Two of the three meet the latency goal; only one does so below the budget.',
]
