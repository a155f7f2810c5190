import type { ExecutionInput, ExecutionPatch } from '../../src/graphql/types.gen.ts'

const firstAt = Date.UTC(2026, 0, 1)
const tookMs = 1_500
const perRun = 50
const flowCount = 20
const steps = ['load', 'train', 'score', 'report', 'publish']
const nodes = ['read', 'work', 'write']

/** An execution, from its number alone. Every other one is a step of a run. */
export function execution(number: number) {
  const group = Math.floor(number / perRun)
  const isStep = number % 2 === 1
  return {
    id: `0199f3a2-${String(number).padStart(12, '0')}`,
    flow: `flow-${group % flowCount}`,
    runNumber: isStep ? group + 1 : null,
    step: isStep ? steps[number % steps.length]! : null,
    source: 'scheduler',
    startedAt: firstAt + number,
    finishedAt: firstAt + number + tookMs,
    tags: [`session:${Math.floor(number / 10)}`, `actor:${number % 7}`],
    inputs: { number, model: 'small-2', prompt: 'Summarize what happened. '.repeat(6).trim() },
    outputs: { tokens: 4711 + number, text: 'Everything went as it should. '.repeat(5).trim() },
    nodes: nodes.map((nodeId, index) => ({
      nodeId,
      startedAt: firstAt + number + index * 500,
      finishedAt: firstAt + number + (index + 1) * 500,
      value: { rows: number % 1_000, ok: true },
    })),
  }
}

/** Formats an instant: a number within the process, a text over HTTP. */
export type Moment = (instant: number) => unknown

export function recordInput(number: number, at: Moment): ExecutionInput {
  const { id, flow, runNumber, step, source, startedAt, tags, inputs } = execution(number)
  const attempts = [{ number: 1, startedAt: at(startedAt) as number }]
  return { id, flow, runNumber, step, source, attempts, tags, inputs }
}

export function finishInput(number: number, at: Moment): ExecutionPatch {
  const { id, finishedAt, outputs, nodes: results } = execution(number)
  return {
    id,
    finishAttempt: { verdict: 'OK', finishedAt: at(finishedAt) as number },
    outputs,
    nodeResults: results.map((node) => ({
      ...node,
      status: 'COMPLETED',
      startedAt: at(node.startedAt) as number,
      finishedAt: at(node.finishedAt) as number,
    })),
  }
}
