import { setTimeout } from 'node:timers/promises'
import { Lost } from './ask.ts'
import { type Claimed, type Completion, claim, complete, extend } from './claims.ts'
import type { Reported } from './ledger.ts'
import { failureOf, outputOf } from './work.ts'

/** A process that claims and completes actions until it is killed, through any of the servers. */
const [name, ...urls] = process.argv.slice(2)
const leaseMs = () => 1_000 + Math.floor(Math.random() * 1_000)
const anyUrl = () => urls[Math.floor(Math.random() * urls.length)]!
const lanes = 4

async function lane() {
  for (;;) {
    try {
      const actions = await claim(anyUrl(), name!, 8, leaseMs())
      const slow = actions.filter(isSlow)
      const fast = actions.filter((action) => !slow.includes(action))
      await Promise.all([workOn(fast), ...slow.map(holdAndWork)])
    } catch (error) {
      if (!(error instanceof Lost)) report({ wrong: String(error) })
      await setTimeout(50)
    }
  }
}

/** Takes longer than its lease, and extends it meanwhile. */
const isSlow = ({ kind }: Claimed) => kind === 'slow'

async function holdAndWork(action: Claimed) {
  for (let times = 0; times < 4; times++) {
    await setTimeout(400)
    // A lease that could not be extended may have expired: completing it shows that.
    await untilAnswered(() => extend(anyUrl(), action, 1_000))
  }
  await workOn([action])
}

async function workOn(actions: readonly Claimed[]) {
  if (actions.length === 0) return
  // Sometimes a worker sleeps until the lease has expired.
  await setTimeout(Math.random() < 0.01 ? 2_500 : Math.random() * 30)
  const completions = actions.map((action): Completion => ({ action, result: resultOf(action) }))
  const { answer, tries } = await untilAnswered(() => complete(anyUrl(), completions))
  for (const [index, { ok, problem }] of answer.entries()) {
    const { action, result } = completions[index]!
    const { executionId, nodeId, attempt, leaseExpiresAt } = action
    const told = { executionId, nodeId, attempt }
    if (ok) report({ done: { ...told, status: statusOf(result) } })
    else if (problem!.code !== 'CONFLICT') report({ wrong: JSON.stringify(problem) })
    else
      report({
        refused: {
          ...told,
          isEarly: tries === 1 && Date.now() < Date.parse(leaseExpiresAt) && !isSlow(action),
        },
      })
  }
}

const statusOf = (result: Completion['result']) =>
  'output' in result ? 'COMPLETED' : 'error' in result ? 'FAILED' : 'RELEASED'

function resultOf(action: Claimed): Completion['result'] {
  if (Math.random() < 0.01) return { release: true }
  return failureOf(action) ?? { output: outputOf(action) }
}

/** Retries until there is an answer, and counts the tries: an answer that was lost may have been given. */
async function untilAnswered<T>(once: () => Promise<T>): Promise<{ answer: T; tries: number }> {
  for (let tries = 1; ; tries++) {
    try {
      return { answer: await once(), tries }
    } catch (error) {
      if (!(error instanceof Lost)) throw error
      await setTimeout(20 + Math.random() * 60)
    }
  }
}

function report(reported: Reported) {
  process.send?.(reported)
}

process.on('disconnect', () => process.exit())
await Promise.all(Array.from({ length: lanes }, lane))
