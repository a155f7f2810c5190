import type { Backend } from '../db/backend.ts'
import type { Settled } from '../db/recording/grouping.ts'
import {
  type ExecutionMetadata,
  type RunMetadata,
  recordExecutionMetadata,
  recordRunMetadata,
} from '../db/recording/metadata.ts'
import { checkFlow } from './access/flows.ts'
import { type Context, writableNamed } from './context.ts'
import { type Stored, eachOf, storeElements } from './inputs/elements.ts'
import { badInput } from './errors.ts'
import { loadersOf } from './lists/nested.ts'
import { noSuchRun } from './runs/record.ts'
import { checkedId, checkedMoment, checkedText, checkedWhole, longText } from './inputs/checks.ts'
import type { FactInput, MetadataResultResolvers, RecordMetadataInput } from './types.gen.ts'
import { facts as attemptFacts } from '../db/status/facts.ts'
import type { KnownFact } from './models.ts'

/** Appends facts to runs and executions. */
export async function recordMetadata(context: Context, { facts, backend: name }: RecordMetadataInput) {
  const backend = writableNamed(context.backends, name)
  const outcomes = await storeElements(context, {
    field: 'input.facts',
    inputs: facts,
    check(input: FactInput, field, now) {
      if (input.run != null) checkFlow(context, input.run.flow, `${field}.run.flow`)
      return checkedFact(input, field, now)
    },
    store: (good) => store(context, backend, good),
  })
  return { results: outcomes.map((outcome) => ({ ...outcome, backend: backend.name })) }
}

/** Stores the facts of runs and those of executions, in one call each. */
async function store(
  context: Context,
  backend: Backend,
  facts: readonly KnownFact[],
): Promise<Settled<Stored<KnownFact>>[]> {
  const ofRuns = facts.filter(isOfRun)
  const ofExecutions = facts.filter((fact) => !isOfRun(fact)) as ExecutionMetadata[]
  const { meter } = context
  const runs = ofRuns.length === 0 ? [] : await recordRunMetadata(backend, ofRuns, meter)
  const executions =
    ofExecutions.length === 0 ? [] : await recordExecutionMetadata(backend, ofExecutions, meter)
  const answers = new Map<KnownFact, Settled<boolean>>([
    ...ofRuns.map((fact, index) => [fact, runs[index]!] as const),
    ...ofExecutions.map((fact, index) => [fact, executions[index]!] as const),
  ])
  return eachOf(
    facts.map((fact) => answers.get(fact)!),
    (isKnown, index): Stored<KnownFact> => {
      const fact = facts[index]!
      if (isKnown) return { done: fact }
      return isOfRun(fact) ? noSuchRun(fact, 'run.number') : noSuchExecution(fact)
    },
  )
}

const isOfRun = (fact: KnownFact): fact is RunMetadata => 'flow' in fact

const noSuchExecution = ({ executionId }: ExecutionMetadata): Stored<KnownFact> => ({
  problem: {
    code: 'NOT_FOUND',
    message: `There is no execution ${JSON.stringify(executionId)}.`,
    field: 'execution',
  },
})

function checkedFact(input: FactInput, field: string, now: number): KnownFact {
  const path = (name: string) => `${field}.${name}`
  const { run, step, execution } = input
  if ((run == null) === (execution == null)) {
    throw badInput(`"${field}" must name exactly one of "run" and "execution".`, { field })
  }
  if (run == null && step != null) {
    throw badInput(`"${path('step')}" belongs to a fact of a run, not of an execution.`, {
      field: path('step'),
    })
  }
  const fact = {
    attempt: input.attempt == null ? null : checkedWhole(input.attempt, path('attempt'), 0, 1_000_000),
    field: checkedId(input.field, path('field')),
    value: checkedText(input.value, path('value'), longText)!,
    ts: checkedMoment(input.ts, path('ts'), now) ?? now,
    clientKey: input.clientKey == null ? null : checkedId(input.clientKey, path('clientKey')),
  }
  if (run == null) return executionFact(fact, execution!, path)
  if (step == null)
    throw badInput(`"${path('step')}" must be given for a fact of a run.`, { field: path('step') })
  return {
    ...fact,
    flow: checkedId(run.flow, path('run.flow')),
    number: checkedWhole(run.number, path('run.number'), 0, Number.MAX_SAFE_INTEGER),
    step: checkedId(step, path('step')),
  }
}

/** Facts of attempts have rules of their own, which a plain fact would bypass. */
function executionFact(
  fact: Omit<ExecutionMetadata, 'executionId'>,
  execution: string,
  path: (name: string) => string,
): ExecutionMetadata {
  if ((Object.values(attemptFacts) as string[]).includes(fact.field)) {
    throw badInput(`"${fact.field}" of an execution is written by its attempts.`, { field: path('field') })
  }
  return { ...fact, executionId: checkedId(execution, path('execution')) }
}

export const MetadataResult: MetadataResultResolvers = {
  id: ({ backend, done }) =>
    done === undefined ? null : isOfRun(done) ? `${backend}:${done.flow}/${done.number}` : done.executionId,
  run: ({ backend, done }, _, context) =>
    done && isOfRun(done)
      ? loadersOf(context, backend).runs.load({ flow: done.flow, number: done.number })
      : null,
  execution: ({ backend, done }, _, context) =>
    done && !isOfRun(done) ? loadersOf(context, backend).executions.load(done.executionId) : null,
}
