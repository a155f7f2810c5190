import type { Backend } from '../db/backend.ts'
import { type PreviewCount, type Preview, previewRetention } from '../db/retention/preview.ts'
import { type RetainRule, parseRetainRule } from '../db/retention/rule.ts'
import { type Context, backendNamed } from './context.ts'
import { badInput, coded } from './errors.ts'
import { sharesOf } from './lists/shares.ts'
import type { QueryRetentionPreviewArgs } from './types.gen.ts'

export async function retentionPreview(
  context: Context,
  { rule: text, backend }: Partial<QueryRetentionPreviewArgs>,
) {
  const rule = text == null ? configured(context) : ruleOf(text)
  const shares = await sharesOf(context, backendsOf(context, backend), (one, reading) =>
    previewRetention(one, rule, reading),
  )
  if (shares === null) return null
  const { answers, unavailable } = shares
  const parts = rule.parts.map((part, index) => {
    const { count, isExact } = summed(answers.map(({ parts }) => parts[index]!))
    return { part, executions: count, isExact }
  })
  const dags = summed(answers.map((answer) => answer.dags))
  return {
    parts,
    dags: dags.count,
    total: parts.reduce((sum, { executions }) => sum + executions, 0),
    isExact: dags.isExact && parts.every(({ isExact }) => isExact),
    oldest: oldestOf(answers),
    unavailable,
  }
}

function configured({ retain }: Context): RetainRule {
  if (retain) return retain
  throw badInput(
    'This server runs without a retention rule, so no execution is ever removed. Give one in "rule", such as "completed:30d".',
    { field: 'rule' },
  )
}

function ruleOf(text: string): RetainRule {
  try {
    return parseRetainRule(text)
  } catch (error) {
    throw badInput((error as Error).message, { field: 'rule' })
  }
}

function backendsOf({ backends }: Context, name: string | null | undefined): readonly Backend[] {
  if (name == null) return backends.filter(({ readOnly }) => !readOnly)
  const backend = backendNamed(backends, name)
  if (!backend.readOnly) return [backend]
  const message = `Backend "${name}" (${backend.kind}) is read-only: nothing is ever removed from it.`
  throw coded('FORBIDDEN', message, { backend: name, field: 'backend' })
}

const summed = (counts: readonly PreviewCount[]): PreviewCount => ({
  count: counts.reduce((sum, { count }) => sum + count, 0),
  isExact: counts.every(({ isExact }) => isExact),
})

function oldestOf(answers: readonly Preview[]): number | null {
  const times = answers.flatMap(({ oldest }) => oldest ?? [])
  return times.length === 0 ? null : Math.min(...times)
}
