import type { Dice } from './dice.ts'

/** A kind of work: its inputs, outputs and errors. */
export interface Kind {
  readonly inputs: (d: Dice) => object
  readonly outputs: (d: Dice) => object
  readonly errors: readonly string[]
}

const rate = (d: Dice, least: number, most: number) => Number((least + d.next() * (most - least)).toFixed(4))
const thousands = (d: Dice) => d.spread(40_000, 1)

const work = {
  load: {
    inputs: (d) => ({ source: d.pick(['s3://lake/events', 's3://lake/orders', 'postgres://crm/customers']) }),
    outputs: (d) => ({ rows: thousands(d), bytes: d.spread(80e6, 1), partitions: d.whole(1, 24) }),
    errors: [
      'botocore.exceptions.ClientError: An error occurred (SlowDown) when calling the GetObject operation: Please reduce your request rate.',
      'FileNotFoundError: s3://lake/orders/_SUCCESS is missing: the upstream partition is not complete',
    ],
  },
  transform: {
    inputs: (d) => ({ rows: thousands(d), dropNulls: d.chance(0.5) }),
    outputs: (d) => ({ rows: thousands(d), rejected: d.whole(0, 90) }),
    errors: [
      "KeyError: 'shipping_country'\n  File \"transform.py\", line 88, in normalise\n    country = row['shipping_country']",
      'decimal.InvalidOperation: [<class \'decimal.ConversionSyntax\'>] while reading amount "1.299,00"',
    ],
  },
  write: {
    inputs: (d) => ({ table: d.pick(['fact_orders', 'dim_customer', 'fact_events']), mode: 'merge' }),
    outputs: (d) => ({ inserted: thousands(d), updated: d.whole(0, 900) }),
    errors: [
      'psycopg.errors.DeadlockDetected: deadlock detected\nDETAIL: Process 4127 waits for ShareLock on transaction 99182.',
      'psycopg.errors.DiskFull: could not extend file "base/16384/22871": No space left on device',
    ],
  },
  train: {
    inputs: (d) => ({ epochs: d.whole(3, 20), learningRate: d.pick([1e-3, 3e-4, 1e-4]), batchSize: 256 }),
    outputs: (d) => ({ loss: rate(d, 0.08, 0.6), epochs: d.whole(3, 20), gpuHours: rate(d, 0.2, 9) }),
    errors: [
      'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB (GPU 0; 39.56 GiB total; 37.12 GiB already allocated)',
      'RuntimeError: loss is NaN at epoch 4, step 1180',
    ],
  },
  evaluate: {
    inputs: (d) => ({ split: 'holdout', rows: thousands(d) }),
    outputs: (d) => ({ auc: rate(d, 0.71, 0.94), precision: rate(d, 0.5, 0.9), recall: rate(d, 0.4, 0.9) }),
    errors: ['AssertionError: auc 0.6813 is below the gate of 0.7000; the model is not promoted'],
  },
  publish: {
    inputs: (d) => ({ target: d.pick(['registry', 'dashboard', 'staging']), commit: d.hex(7) }),
    outputs: (d) => ({ version: `1.${d.whole(0, 40)}.${d.whole(0, 9)}`, digest: `sha256:${d.hex(16)}` }),
    errors: ['HTTP 503 from registry.internal after 5 tries: upstream connect error or disconnect'],
  },
  check: {
    inputs: (d) => ({ suite: d.pick(['freshness', 'uniqueness', 'ranges']), tables: d.whole(3, 30) }),
    outputs: (d) => ({ passed: d.whole(40, 160), failed: 0 }),
    errors: ['3 of 118 expectations failed: fact_orders.amount has 412 values below 0'],
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
    errors: [
      'RateLimitError: 429 Too Many Requests: 60,000 tokens per minute are used up. Retry after 22 s.',
      'ValidationError: the answer is no JSON: Unexpected token \'S\', "Sure! Here"... at position 0',
    ],
  },
  tool: {
    inputs: (d) => ({ arguments: { query: d.pick(questions), limit: d.whole(3, 20) } }),
    outputs: (d) => ({ results: d.whole(0, 20), best: rate(d, 0.3, 1) }),
    errors: ['ToolError: search_index answered 504 Gateway Timeout after 30,000 ms'],
  },
  agent: {
    inputs: (d) => ({ task: d.pick(questions), budget: { steps: d.whole(8, 40) } }),
    outputs: (d) => ({ answer: d.pick(answers), confidence: rate(d, 0.4, 0.99) }),
    errors: ['AgentError: no progress in 6 steps'],
  },
  media: {
    inputs: (d) => ({ object: `uploads/${d.hex(8)}.jpg`, widths: [160, 640, 1280] }),
    outputs: (d) => ({ files: 3, bytes: d.spread(400_000, 0.8) }),
    errors: ['libvips: VipsJpeg: premature end of JPEG image', 'ffmpeg exited with code 137 (killed)'],
  },
  mail: {
    inputs: (d) => ({
      template: d.pick(['receipt', 'welcome', 'reset-password']),
      customer: d.whole(1e4, 9e4),
    }),
    outputs: (d) => ({ messageId: `<${d.hex(12)}@mail.example.com>` }),
    errors: ['SMTP 451 4.7.1: greylisted, try again later', 'SMTP 550 5.1.1: no such mailbox'],
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
