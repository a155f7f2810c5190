import { ask } from '../data/ask.ts'
import { errorOf, seldom } from '../data/seldom.ts'
import type { Merged } from '../../client/live/merge.ts'
import type { RunName } from './follow.ts'
import { RunTailDocument, type TaskRowFragment, RunTasksDocument } from './tasks.gen.ts'

const moreMs = 700
/** More of a run are not read. */
export const mostExecutions = 20_000

interface Read {
  readonly isComplete: boolean
  readonly error: Error | undefined
}

/** Reads the executions of a run page by page; later on only the newest ones, where those appear that have begun since. */
export function createPages(
  { backend, flow, number }: RunName,
  merged: Merged<TaskRowFragment>,
  onPage: (read: Read) => void,
) {
  const name = { backend, flow, ref: number }
  let after: string | undefined
  let isWhole = false

  /** Whether there is another page. */
  const page = async (): Promise<boolean> => {
    const loading = merged.load()
    try {
      const { data, error, ticks } = await ask(RunTasksDocument, {
        ...name,
        ...(after !== undefined && { after }),
      })
      const found = data?.run?.executions
      if (!found) throw error ?? new Error('The executions of the run could not be read.')
      loading.add({ rows: found.nodes, ticks })
      const { hasNextPage, endCursor } = found.pageInfo
      if (hasNextPage && endCursor !== null) after = endCursor
      isWhole = !hasNextPage || merged.rows().size >= mostExecutions
      return !isWhole && endCursor !== null
    } catch (error) {
      loading.end()
      throw error
    }
  }
  /** Whether it leads on to what is known: else more has begun than was read. */
  const tail = async (): Promise<boolean> => {
    const loading = merged.load()
    try {
      const { data, error, ticks } = await ask(RunTailDocument, name)
      const found = data?.run?.executions
      if (!found) throw error ?? new Error('The executions of the run could not be read.')
      const isJoined =
        !found.pageInfo.hasPreviousPage || found.nodes.some(({ key }) => merged.rows().has(key))
      loading.add({ rows: found.nodes, ticks })
      return isJoined
    } catch (error) {
      loading.end()
      throw error
    }
  }
  const reading = seldom(moreMs, async () => {
    try {
      if (isWhole && (await tail())) return told(undefined)
      while (await page()) {
        if (reading.isEnded()) return
        told(undefined)
      }
      told(undefined)
    } catch (error) {
      told(errorOf(error))
    }
  })
  const told = (error: Error | undefined) => {
    if (!reading.isEnded()) onPage({ isComplete: isWhole, error })
  }
  return { more: reading.ask, end: reading.end }
}
