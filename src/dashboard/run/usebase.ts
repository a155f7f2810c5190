import { useAsk } from '../data/ask.ts'
import { RunBaseDocument, type RunHeadFragment } from './run.gen.ts'

/** The last run of the flow that went well and had finished when this one started. */
export interface Base {
  readonly id: string
  readonly number: number
  readonly steps: readonly string[]
}

/** `undefined`: it is still looked for. `null`: there is none. */
export function useBase(run: Pick<RunHeadFragment, 'id'> | null | undefined): Base | null | undefined {
  const { data } = useAsk(RunBaseDocument, run ? { id: run.id } : undefined)
  const left = data?.compareRuns?.[0]?.left
  if (!data?.compareRuns) return undefined
  return left ? { id: left.id, number: left.number, steps: (left.steps ?? []).map(({ name }) => name) } : null
}

/** How a base is called, and what is compared with it. As long as it is looked for, it has no name. */
export const baseOf = (base: Base | null | undefined, id: string) =>
  base === null ? null : { name: base && `${base.number}`, a: base?.id, b: id }
