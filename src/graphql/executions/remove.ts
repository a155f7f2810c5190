import { newChange, toChange } from '../../db/audit/note.ts'
import { clearExecutions as clear, deleteExecutions as remove } from '../../db/recording/deletions.ts'
import { type Context, actorIn, writableNamed } from '../context.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { badInput } from '../errors.ts'
import { checkedId } from '../inputs/checks.ts'
import type { ClearExecutionsInput, DeleteExecutionsInput } from '../types.gen.ts'

/** Deletes executions with everything that belongs to them. */
export async function deleteExecutions(context: Context, { ids, backend: name }: DeleteExecutionsInput) {
  const backend = writableNamed(context.backends, name)
  const change = newChange('DELETE_EXECUTIONS', actorIn(context))
  const store = async (wanted: readonly string[]) => {
    const answers = await remove(backend, toChange(wanted, change), context.meter)
    return eachOf<boolean, true>(answers, (wasThere, index) =>
      wasThere ? { done: true } : noSuch(wanted[index]!),
    )
  }
  const results = await storeElements(context, { field: 'input.ids', inputs: ids, check: checkedId, store })
  return { results }
}

const noSuch = (id: string): Stored<true> => ({
  problem: { code: 'NOT_FOUND', message: `There is no execution ${JSON.stringify(id)}.`, field: '' },
})

/** Deletes all executions of a backend. */
export async function clearExecutions(context: Context, { backend: name, confirm }: ClearExecutionsInput) {
  const backend = writableNamed(context.backends, name)
  if (confirm !== backend.name) {
    const message = `"input.confirm" must be the name of the backend, "${backend.name}". Nothing was removed.`
    throw badInput(message, { field: 'input.confirm' })
  }
  try {
    return { deleted: await clear(backend, newChange('CLEAR_EXECUTIONS', actorIn(context)), context.meter) }
  } finally {
    context.renew()
  }
}
