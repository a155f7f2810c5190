import { Agent } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { post } from '../common/post.ts'

export interface Job {
  readonly origin: string
  readonly ids: readonly string[]
  readonly ms: number
}

/** How a well-behaved client fared. */
export interface Fared {
  /** Milliseconds of each look-up, from when it was due. */
  readonly times: readonly number[]
  /** Look-ups without an answer or with a wrong one, by reason. */
  readonly failures: Readonly<Record<string, number>>
  /** The longest time without an answer of `/healthz`, in milliseconds. */
  readonly gap: number
}

/** Look-ups per second. */
const rate = 10
/** How long answers may take. */
const patience = 60_000

const query = `query ($ids: [ID!]!) {
  executions(ids: $ids) { id status statusReason attempt startedAt durationMs } }`

process.on('message', (job: Job) => {
  void fare(job).then((fared) => process.send?.(fared))
})

async function fare(job: Job): Promise<Fared> {
  const [lookedUp, gap] = await Promise.all([lookUps(job), longestGap(job)])
  return { ...lookedUp, gap }
}

/** Each is sent when it is due, whether or not the one before is answered, so a stalled server receives all of them. */
async function lookUps({ origin, ids, ms }: Job) {
  const agent = new Agent({ keepAlive: true })
  const body = JSON.stringify({ query, variables: { ids } })
  const times: number[] = []
  const failures: Record<string, number> = {}
  const began = performance.now()
  const lookUp = async (due: number) => {
    await setTimeout(Math.max(0, due - (performance.now() - began)))
    try {
      const text = await post(agent, `${origin}/graphql`, body, { signal: AbortSignal.timeout(patience) })
      const problem = problemOf(JSON.parse(text) as Answer, ids.length)
      if (problem !== undefined) throw new Error(problem)
      times.push(performance.now() - began - due)
    } catch (error) {
      const why = whyOf(error as NodeJS.ErrnoException)
      failures[why] = (failures[why] ?? 0) + 1
    }
  }
  await Promise.all(
    Array.from({ length: (ms * rate) / 1_000 }, (_, number) => lookUp((number * 1_000) / rate)),
  )
  agent.destroy()
  return { times, failures }
}

interface Answer {
  readonly data?: { readonly executions: readonly unknown[] }
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
}

function problemOf({ data, errors }: Answer, count: number): string | undefined {
  if (errors !== undefined) return errors[0]!.extensions.code
  return data?.executions.length === count ? undefined : 'not all were answered'
}

const whyOf = ({ name, code, message }: NodeJS.ErrnoException) =>
  name === 'AbortError' ? `no answer in ${patience / 1_000} s` : (code ?? message)

/** Repeats requests until the time is up. */
async function longestGap({ origin, ms }: Job): Promise<number> {
  const began = performance.now()
  let last = began
  let gap = 0
  const elapsed = () => performance.now() - began
  while (elapsed() < ms) {
    const isAnswered = await answers(`${origin}/healthz`)
    const now = performance.now()
    gap = Math.max(gap, now - last)
    if (isAnswered) last = now
    await setTimeout(20)
  }
  return gap
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) })
    await response.text()
    return response.ok
  } catch {
    return false
  }
}
