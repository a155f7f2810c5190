import * as z from 'zod'
import { inOwnWords } from './answering.ts'
import { inputs, name } from './inputs.ts'
import { toolOf } from './tool.ts'

const mostIds = 50

const input = z.strictObject({
  ids: z.array(name()).min(1).max(mostIds).describe('Ids of executions (`id`, not `key`).'),
  backend: inputs.backend,
})

export const cancel = toolOf({
  name: 'cancel',
  description: 'Cancels executions of the queue.',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  input,
  answer: async ({ ids, backend }, { client, signal }) => ({
    results: inOwnWords(await client.cancel(ids, backend === undefined ? { signal } : { backend, signal })),
  }),
})

export const retry = toolOf({
  name: 'retry',
  description:
    'Queues failed and cancelled executions again. They go on with the nodes that are not finished.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input,
  answer: async ({ ids, backend }, { client, signal }) => ({
    results: inOwnWords(await client.retry(ids, backend === undefined ? { signal } : { backend, signal })),
  }),
})
