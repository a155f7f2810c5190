import type { Block } from './markdown.ts'

/** A block that is run, with the variables and the answer that stand after it. */
export interface Step {
  readonly block: Block
  readonly variables?: Block
  readonly answer?: Block
}

const answersOf: Readonly<Record<string, readonly string[]>> = {
  bash: ['text', 'json'],
  graphql: ['json'],
  ts: ['text'],
}

export function stepsOf(blocks: readonly Block[]): Step[] {
  const steps: Step[] = []
  for (const block of blocks) {
    const last = steps.at(-1)
    const takes = answersOf[last?.block.language ?? ''] ?? []
    const isAnswer = block.mark === undefined && takes.includes(block.language) && !last?.answer
    if (last && block.mark?.name === 'variables') steps.push({ ...steps.pop()!, variables: block })
    else if (last && last.block.mark === undefined && isAnswer) steps.push({ ...steps.pop()!, answer: block })
    else steps.push({ block })
  }
  return steps
}
