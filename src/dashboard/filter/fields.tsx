import { useState } from 'react'
import { useAsk } from '../data/ask.ts'
import type { RunFilter } from '../schema.gen.ts'
import { Toggle } from '../ui/button.tsx'
import { Choices } from './choices.tsx'
import type { ConditionChange, Conditions } from './conditions.ts'
import { DurationField } from './durationfield.tsx'
import { BackendValuesDocument, FlowValuesDocument, RunValuesDocument } from './values.gen.ts'
import styles from './filter.module.css'

export interface FieldProps {
  readonly conditions: Conditions
  readonly onChange: (change: ConditionChange) => void
  /** The runs of which users and tags are told. */
  readonly within: RunFilter
}

export const fields = {
  flow: { name: 'Flow', Field: FlowField },
  user: { name: 'User', Field: UserField },
  tag: { name: 'Tag', Field: TagField },
  source: { name: 'Source', Field: SourceField },
  backend: { name: 'Backend', Field: BackendField },
  duration: { name: 'Duration', Field: DurationField },
} as const

export type FieldName = keyof typeof fields

function FlowField({ conditions, onChange }: FieldProps) {
  const [prefix, setPrefix] = useState('')
  const { data } = useAsk(FlowValuesDocument, { prefix })
  const names = data?.flows && [...new Set(data.flows.nodes.map(({ name }) => name))]
  return (
    <Choices
      name="Flow"
      choices={names?.map((value) => ({ value }))}
      chosen={conditions.flow}
      onChange={(flow) => onChange({ flow })}
      onType={setPrefix}
    />
  )
}

function UserField({ conditions, onChange, within }: FieldProps) {
  const { data } = useAsk(RunValuesDocument, { filter: within })
  return (
    <Choices
      name="User"
      choices={data && (data.runFacets?.users ?? []).map(({ value, count }) => ({ value, note: count }))}
      chosen={conditions.user}
      onChange={(user) => onChange({ user })}
    />
  )
}

function TagField({ conditions: { tag, alltag }, onChange, within }: FieldProps) {
  const { data } = useAsk(RunValuesDocument, { filter: within })
  const [isAll, setAll] = useState(alltag.length > 0 && tag.length === 0)
  const chosen = isAll ? alltag : tag
  const change = (values: readonly string[], all: boolean) =>
    onChange(all ? { alltag: values, tag: [] } : { tag: values, alltag: [] })
  const switchTo = (all: boolean) => {
    setAll(all)
    if (chosen.length > 0) change(chosen, all)
  }
  return (
    <>
      <div className={styles['either']} role="group" aria-label="Which of the tags">
        <Toggle isOn={!isAll} onClick={() => switchTo(false)}>
          Any of them
        </Toggle>
        <Toggle isOn={isAll} onClick={() => switchTo(true)}>
          All of them
        </Toggle>
      </div>
      <Choices
        name="Tag"
        choices={data && (data.runFacets?.tags ?? []).map(({ value, count }) => ({ value, note: count }))}
        chosen={chosen}
        onChange={(values) => change(values, isAll)}
      />
    </>
  )
}

function SourceField({ conditions, onChange }: FieldProps) {
  return (
    <Choices
      name="Source"
      choices={[]}
      chosen={conditions.source}
      onChange={(source) => onChange({ source })}
    />
  )
}

function BackendField({ conditions, onChange }: FieldProps) {
  const { data } = useAsk(BackendValuesDocument, {})
  return (
    <Choices
      name="Backend"
      choices={data?.backends.map(({ name, kind, reachable }) => ({
        value: name,
        note: reachable ? kind : 'does not answer',
      }))}
      chosen={conditions.backend}
      onChange={(backend) => onChange({ backend })}
    />
  )
}
