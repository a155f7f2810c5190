import type { ConditionChange, Conditions } from './conditions.ts'
import type { FieldName } from './fields.tsx'

const some = (values: readonly string[]) =>
  values.length === 0 ? undefined : values.length === 1 ? values[0] : String(values.length)

/** What is chosen in a field, in a word. */
export function valuesOfField(name: FieldName, conditions: Conditions): string | undefined {
  if (name === 'duration') return durationWords(conditions)
  if (name === 'tag') return some([...conditions.tag, ...conditions.alltag])
  return some(conditions[name])
}

export function durationWords({ min, max }: Pick<Conditions, 'min' | 'max'>): string | undefined {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`
  return min !== undefined ? `≥ ${min}` : max !== undefined ? `≤ ${max}` : undefined
}

/** A condition that can be dropped. */
export interface Droppable {
  readonly name: string
  readonly value: string
  readonly change: ConditionChange
}

/** Each condition but the time, with what drops it. */
export function droppable(conditions: Conditions): readonly Droppable[] {
  const lists = ['status', 'flow', 'user', 'backend', 'source', 'tag', 'alltag', 'failureGroup'] as const
  const names = { status: 'status', flow: 'flow', user: 'user', backend: 'backend', source: 'source', tag: 'tag',
    alltag: 'tag', failureGroup: 'failure group' } as const // prettier-ignore
  const duration = durationWords(conditions)
  return [
    ...lists.flatMap((key) => {
      const values = conditions[key].map((one) => (key === 'status' ? one.toLowerCase() : one))
      const value =
        values.length > 2
          ? `${values.slice(0, 2).join(', ')} and ${values.length - 2} more`
          : values.join(', ')
      return values.length === 0 ? [] : [{ name: names[key], value, change: { [key]: [] } }]
    }),
    ...(conditions.q === undefined
      ? []
      : [{ name: 'name', value: `${conditions.q}…`, change: { q: undefined } }]),
    ...(duration === undefined
      ? []
      : [{ name: 'duration', value: duration, change: { min: undefined, max: undefined } }]),
  ]
}
