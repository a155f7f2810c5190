import { nameOfPart } from '../address/addresses.ts'

/** The id of what an address of the dashboard shows: `backend:flow/number` of a run, or the key of an execution. */
export function addressedId(text: string): string | undefined {
  if (!/^(?:https?:\/\/|\/(?:runs|executions)\/)/.test(text)) return undefined
  try {
    const [, page, ...parts] = new URL(text, 'http://localhost').pathname.split('/').map(decodeURIComponent)
    const [first, flow, number] = parts
    if (page === 'executions' && parts.length === 1) return first || undefined
    const isRun = page === 'runs' && parts.length === 3 && /^\d+$/.test(number!)
    return isRun && first && flow ? `${nameOfPart(first)}:${nameOfPart(flow)}/${number}` : undefined
  } catch {
    // It is no address, or was cut.
    return undefined
  }
}

/** Whether an id may be that of a run: `flow/number` or `backend:flow/number`. An execution may be called so too. */
export const mayBeRunId = (id: string) => /^.+\/\d{1,15}$/s.test(id)

/** The flows of such ids. A colon may belong to the name of a flow. */
export const flowsOfRuns = (ids: readonly string[]): readonly string[] => [
  ...new Set(
    ids.flatMap((id) => {
      const path = id.slice(0, id.lastIndexOf('/'))
      const colon = path.indexOf(':')
      return colon < 0 ? [path] : [path, path.slice(colon + 1)]
    }),
  ),
]
