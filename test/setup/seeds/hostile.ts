import type { Api } from '../servers/api.ts'
import { ago } from './ago.ts'
import { type Sent, record } from './records.ts'
import { type SentRun, sendRuns } from './runs.ts'

/** What pages must bear: long names, many digits, long errors, many tags, other scripts and directions. */
export const hostile = {
  /** 200 characters without a place to break. */
  long: 'ReconcileTheLedgerOfEveryCustomerAgainstTheBank'.repeat(5).slice(0, 200),
  /** Written from right to left. */
  rtl: 'مراجعة الحسابات اليومية لكل العملاء',
  emoji: '🚀 Launch 👩‍👩‍👧‍👦 été 日本語',
  /** A flow with so many runs that counts have five digits. */
  busy: 'Ingest',
  count: 12_345,
  /** The number of a run of each of the others. */
  run: 98_765,
  user: 'عبد-الله.van-der-Wolkenschieber.the.third@subsidiary.of.a.very.long.example.com',
} as const

const tags = Array.from({ length: 40 }, (_, index) =>
  index === 3 ? `team:${'x'.repeat(190)}` : index === 5 ? 'فريق:🚀' : `tag-${index}:value`,
)

const line = (index: number) =>
  `    at Object.handler_${index} (/app/${index % 3 === 0 ? 'src' : `node_modules/lib${index % 7}`}/file${index}.js:${index}:1) ${'z'.repeat(index % 50)}`

/** An error of 100 kB, whose first line is long and written in two directions. */
const hugeError = [
  `RuntimeError: ${'خطأ 🚀 <script>alert(1)</script> '.repeat(20)}`,
  ...Array.from({ length: 2_000 }, (_, index) => line(index)),
]
  .join('\n')
  .slice(0, 100_000)

const busyRun = (index: number): Sent => ({
  id: `ingest-${index}`,
  flow: hostile.busy,
  runNumber: index + 1,
  step: 'end',
  ...(index % 6 === 0
    ? { status: 'completed' }
    : { status: 'failed', error: `TimeoutError: batch ${index} took too long` }),
  startedAt: ago(3_000 + index * 6),
  finishedAt: ago(2_997 + index * 6),
})

const hostileRun = (flow: string, minutes: number): SentRun => ({
  flow,
  number: hostile.run,
  name: `قمر-${'n'.repeat(150)}`,
  user: hostile.user,
  tags,
  startedAt: ago(60 * minutes),
})

const idOf = (flow: string, index: number) => `${flow.slice(0, 60)}-${index}-${'i'.repeat(100)}`

/** The execution that failed with the huge error. */
export const hostileKey = `main:${idOf(hostile.long, 2)}`

/** The steps of a run: one failed with the huge error, one was tried nine times. */
const steps = (flow: string, minutes: number): Sent[] =>
  [
    's'.repeat(180),
    'خطوة',
    'step 🚀',
    ...Array.from({ length: 27 }, (_, index) => `step-${index}`),
    'end',
  ].map((step, index) => ({
    id: idOf(flow, index),
    flow,
    runNumber: hostile.run,
    step,
    tags: index === 2 ? tags : [],
    attempts: attempts(index, 60 * minutes - 10 * index),
    metadata: [{ field: 'f'.repeat(100), value: 'v'.repeat(5_000) }],
    inputs: { text: '<script>alert(1)</script>'.repeat(10), ['k'.repeat(300)]: 1, قمر: '🚀'.repeat(100) },
  }))

function attempts(index: number, seconds: number) {
  const attempt = (number: number, verdict: 'OK' | 'FAILED', error?: string) => ({
    number,
    startedAt: ago(seconds - number),
    finishedAt: ago(seconds - number - 0.8),
    verdict,
    error,
  })
  if (index === 1)
    return Array.from({ length: 9 }, (_, at) =>
      attempt(at + 1, at < 8 ? 'FAILED' : 'OK', at < 8 ? 'خطأ' : undefined),
    )
  return [index === 2 || index === 30 ? attempt(1, 'FAILED', hugeError) : attempt(1, 'OK')]
}

/** Puts it into a store: runs, executions and failures. */
export async function recordHostile(api: Api, count: number = hostile.count): Promise<void> {
  const busy = Array.from({ length: count }, (_, index) => busyRun(index))
  for (let first = 0; first < busy.length; first += 500) await record(api, busy.slice(first, first + 500))
  const flows = [hostile.long, hostile.rtl, hostile.emoji]
  const results = await sendRuns(
    api,
    flows.map((flow, index) => hostileRun(flow, 20 + 5 * index)),
  )
  const refused = results.filter(({ ok }) => !ok)
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  for (const [index, flow] of flows.entries()) await record(api, steps(flow, 20 + 5 * index))
}
