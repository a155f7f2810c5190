import { ask } from '../data/ask.ts'
import { EqualInExecutionsDocument, EqualInRunsDocument } from './compare.gen.ts'
import { type EqualPart, equalParts } from './equal.ts'

interface Pair {
  readonly left: string
  readonly right: string
}

export async function equalInRuns(pair: Pair): Promise<readonly EqualPart[]> {
  const { data, error } = await ask(EqualInRunsDocument, { pairs: [pair] })
  const [compared] = data?.compareRuns ?? []
  if (!compared) throw error ?? new Error('There is nothing to compare any longer.')
  return (compared.steps ?? []).flatMap(({ name, execution }) => [
    ...equalParts(`${name}.inputs`, execution?.inputs),
    ...equalParts(`${name}.outputs`, execution?.outputs),
  ])
}

export async function equalInExecutions(pair: Pair): Promise<readonly EqualPart[]> {
  const { data, error } = await ask(EqualInExecutionsDocument, { pairs: [pair] })
  const [compared] = data?.compareExecutions ?? []
  if (!compared) throw error ?? new Error('There is nothing to compare any longer.')
  return [...equalParts('inputs', compared.inputs), ...equalParts('outputs', compared.outputs)]
}
