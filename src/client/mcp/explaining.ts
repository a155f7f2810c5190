import * as z from 'zod'
import { ExecgraphError } from '../error.ts'
import { badArgument } from './checking.ts'
import { inputs, name } from './inputs.ts'
import { reads, toolOf } from './tool.ts'

export const why = toolOf({
  name: 'why',
  description:
    'Why a run or an execution failed: where it began, the error, and what was different in the last one that went well.',
  annotations: reads,
  input: z.strictObject({
    run: name().optional().describe('The id of a run: `main:Train/7` or `Train/7`.'),
    execution: name().optional().describe('Instead: the id or key of an execution.'),
    flow: name().optional().describe('Instead: a flow, for its last run that failed.'),
  }),
  async answer({ run, execution, flow }, { client, links, signal }) {
    if ([run, execution, flow].filter((one) => one !== undefined).length !== 1)
      throw badArgument({ message: 'Give one of "run", "execution" and "flow".', field: 'run' })
    if (execution !== undefined) {
      const found = await client.why(execution, { signal })
      if (found) return { execution: found, ...links.execution(found) }
      throw unknown(`There is no execution ${quoted(execution)}.`, 'execution')
    }
    const ref = flow === undefined ? run! : { flow, status: ['FAILED' as const] }
    const found = await client.whyRun(ref, { signal })
    if (found) return { run: found, ...links.run(found) }
    if (flow === undefined) throw unknown(`There is no run ${quoted(run!)}.`, 'run')
    throw unknown(`No run of the flow ${quoted(flow)} failed.`, 'flow')
  },
})

export const compare = toolOf({
  name: 'compare',
  description:
    'What is different between two runs or two executions: inputs, tags, steps, durations, errors.',
  annotations: reads,
  input: z.strictObject({
    what: z.enum(['runs', 'executions']),
    right: name().describe('The id of the one that is compared.'),
    left: name().optional().describe('The id of the base. Default: the last one before that went well.'),
  }),
  async answer({ what, left, right }, { client, links, signal }) {
    const pair = left === undefined ? { right } : { left, right }
    // An id as it was typed may be known to several backends. The link is to what was compared.
    if (what === 'runs') {
      const compared = await client.compareRuns(pair, { signal })
      return { ...compared, ...links.comparison(compared.left?.id, compared.right.id) }
    }
    const compared = await client.compareExecutions(pair, { signal })
    return { ...compared, ...links.comparison(compared.left?.key, compared.right.key) }
  },
})

export const attention = toolOf({
  name: 'attention',
  description:
    'What wants eyes now, the worst first: failing flows, rising errors, runs that take long, work that waits.',
  annotations: reads,
  input: z.strictObject({ limit: inputs.limit }),
  answer: async ({ limit }, { client, links, signal }) => ({
    ...(await client.attention({ first: limit, signal })),
    ...links.attention(),
  }),
})

export const queue = toolOf({
  name: 'queue',
  description: 'The state of the work queue: what waits, what is in progress, which workers there are.',
  annotations: reads,
  input: z.strictObject({ backend: inputs.backend }),
  async answer({ backend }, { client, links, signal }) {
    const found = await client.queue(backend === undefined ? { signal } : { backend, signal })
    return { ...found, ...links.queue(found.backend) }
  },
})

const quoted = (id: string) => JSON.stringify(id.slice(0, 300).toWellFormed())

const unknown = (message: string, field: string) =>
  new ExecgraphError(message, {
    code: 'NOT_FOUND',
    errors: [{ message, extensions: { code: 'NOT_FOUND', field } }],
  })
