import type { Dice } from './dice.ts'
import type { KindName } from './kinds.ts'

export type ErrorText = (d: Dice) => string

/** A frame of Python, with the code of its line. */
const frame = (place: string, line: number, code: string) => {
  const [file, name] = place.split(':')
  return `  File "${file}", line ${line}, in ${name}\n    ${code}`
}

const trace = (frames: readonly string[], message: string) =>
  ['Traceback (most recent call last):', ...frames, message].join('\n')

const site = '/usr/lib/python3.13/site-packages'
const worker = (d: Dice) => `worker-${d.whole(1, 24)}`
const decimal = (d: Dice, least: number, most: number) => (least + d.next() * (most - least)).toFixed(2)

/** The accelerator has too little memory. It happens since an hour only: see the incidents. */
export const outOfMemory: ErrorText = (d) =>
  trace(
    [
      frame(`${site}/lightning/trainer.py:_run_stage`, 1056, 'self.fit_loop.run()'),
      frame(`${site}/torch/nn/modules/module.py:_call_impl`, 1751, 'return forward_call(*args, **kwargs)'),
      frame('flows/train.py:fit_epoch', 214, 'logits = self.model(batch.items, batch.users)'),
      frame('flows/model/two_tower.py:forward', 88, 'scores = users @ items.transpose(0, 1)'),
    ],
    `torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate ${decimal(d, 2, 9)} GiB (GPU ${d.whole(0, 7)}; 39.56 GiB total; ${decimal(d, 33, 38)} GiB already allocated)`,
  )

export const rateLimit: ErrorText = (d) =>
  `RateLimitError: 429 Too Many Requests: 60,000 tokens per minute are used up. Retry after ${d.whole(4, 58)} s. Request req_${d.hex(16)}
    at Client.complete (/srv/agents/node_modules/llm-client/index.js:${d.pick([412, 418])}:11)
    at answer (/srv/agents/llm.ts:57:20)`

const pool = frame('etl/store.py:upsert', 141, 'cursor.execute(merge, rows)')

/** What can go wrong in each kind of work. Ids, hosts and numbers differ from one failure to the next. */
export const errors: Readonly<Record<KindName, readonly ErrorText[]>> = {
  load: [
    (d) =>
      `botocore.exceptions.ClientError: An error occurred (SlowDown) when calling the GetObject operation: Please reduce your request rate. RequestId: ${d.hex(16)}`,
    (d) =>
      `FileNotFoundError: s3://lake/orders/dt=2026-${d.whole(10, 11)}-${d.whole(10, 28)}/_SUCCESS is missing: the upstream partition is not complete`,
  ],
  transform: [
    (d) =>
      trace(
        [
          frame('etl/transform.py:run', d.pick([61, 61, 64]), 'rows = [normalise(row) for row in batch]'),
          frame('etl/transform.py:normalise', 88, "country = row['shipping_country']"),
        ],
        "KeyError: 'shipping_country'",
      ),
    (d) =>
      `decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>] while reading amount "${d.whole(1, 9)}.${d.whole(100, 999)},00"`,
  ],
  write: [
    (d) =>
      trace(
        [pool, frame(`${site}/psycopg/cursor.py:execute`, 97, 'raise ex.with_traceback(None)')],
        `psycopg.errors.DeadlockDetected: deadlock detected\nDETAIL: Process ${d.whole(2000, 9999)} waits for ShareLock on transaction ${d.whole(50_000, 99_999)}.`,
      ),
    (d) =>
      trace(
        [pool],
        `psycopg.errors.DiskFull: could not extend file "base/16384/${d.whole(20_000, 29_999)}": No space left on device`,
      ),
  ],
  train: [(d) => `RuntimeError: loss is NaN at epoch ${d.whole(2, 9)}, step ${d.whole(200, 4_000)}`],
  evaluate: [
    (d) =>
      `AssertionError: auc 0.6${d.whole(100, 899)} is below the gate of 0.7000; the model is not promoted`,
  ],
  publish: [
    (d) =>
      `HTTP 503 from registry.internal after ${d.whole(3, 6)} tries: upstream connect error or disconnect (${worker(d)})`,
  ],
  check: [
    (d) =>
      `${d.whole(2, 9)} of 118 expectations failed: fact_orders.amount has ${d.whole(9, 900)} values below 0`,
  ],
  llm: [
    rateLimit,
    (d) =>
      `ValidationError: the answer is no JSON: Unexpected token 'S', "Sure! Here"... at position ${d.whole(0, 3)}`,
  ],
  tool: [
    (d) =>
      `ToolError: search_index answered 504 Gateway Timeout after ${d.pick([30_000, 45_000])} ms on ${worker(d)}`,
  ],
  agent: [(d) => `AgentError: no progress in ${d.whole(5, 9)} steps`],
  media: [
    () => 'libvips: VipsJpeg: premature end of JPEG image',
    (d) => `ffmpeg exited with code 137 (killed) on ${worker(d)}`,
  ],
  mail: [
    () => 'SMTP 451 4.7.1: greylisted, try again later',
    (d) => `SMTP 550 5.1.1: no such mailbox (queue id ${d.hex(10)})`,
  ],
}
