import type { RunRow } from '../../db/runs/rows.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import type { RunSides, StepSides } from '../models.ts'
import { lookUpRuns } from '../runs/lookup.ts'
import { tagsOf } from '../runs/run.ts'
import type { QueryCompareRunsArgs, RunComparisonResolvers, StepComparisonResolvers } from '../types.gen.ts'
import { differenceMs, differentTags, sidesOf } from './pairs.ts'
import { stepStates } from './steps.ts'

/** Compares pairs of runs, side by side. */
export const compareRuns = (context: Context, { pairs }: QueryCompareRunsArgs) =>
  sidesOf(context, pairs, {
    name: 'run',
    lookUp: lookUpRuns,
    baseOf: (_, right) => loadersOf(context, right.backend).goodRuns.load(right),
  })

async function comparedTags({ left, right }: RunSides, system: number, context: Context) {
  if (!left) return null
  return differentTags(
    ...(await Promise.all([tagsOf(left, system, context), tagsOf(right, system, context)])),
  )
}

export const RunComparison: RunComparisonResolvers = {
  durationDifferenceMs: ({ left, right }) => differenceMs(left, right),
  tags: (sides, _, context) => comparedTags(sides, 0, context),
  systemTags: (sides, _, context) => comparedTags(sides, 1, context),
  async steps({ left, right }, _, context) {
    if (!left) return null
    const [before, after] = await Promise.all([statesOf(left, context), statesOf(right, context)])
    return [...new Set([...after.keys(), ...before.keys()])].map((name): StepSides => {
      return { name, runs: { left, right }, left: before.get(name) ?? null, right: after.get(name) ?? null }
    })
  },
}

const statesOf = async ({ backend, flow, number }: RunRow, context: Context) =>
  stepStates(await loadersOf(context, backend).steps.load({ flow, number }))

export const StepComparison: StepComparisonResolvers = {
  kind({ left, right }) {
    if (!left) return 'ADDED'
    if (!right) return 'REMOVED'
    return left.status === right.status && left.attempt === right.attempt ? null : 'CHANGED'
  },
  durationDifferenceMs: ({ left, right }) => differenceMs(left, right),
  async execution({ name, runs, left, right }, _, context) {
    const [before, after] = await Promise.all([
      firstWith(left, name, runs.left, context),
      firstWith(right, name, runs.right, context),
    ])
    return after && { left: before, right: after }
  },
}

/** The first execution of the step that has the step's status. */
async function firstWith(
  state: StepSides['left'],
  step: string,
  { backend, flow, number }: RunRow,
  context: Context,
) {
  if (state?.status == null) return null
  return loadersOf(context, backend).firstOfSteps.load({ flow, number, step, status: state.status })
}
