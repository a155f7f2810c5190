import { type ReactNode, useState } from 'react'
import type { Search } from '../address/query.ts'
import type { RunFilter } from '../schema.gen.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import {
  type ConditionChange,
  type Conditions,
  isFiltered,
  withoutConditions,
  withoutStrange,
} from './conditions.ts'
import { type FieldName, fields } from './fields.tsx'
import { FilterPanel } from './panel.tsx'
import { SaveView } from './saveview.tsx'
import { TimeMenu } from './timemenu.tsx'
import type { GoTo } from './usesearch.ts'
import { valuesOfField } from './words.ts'
import styles from './filter.module.css'

interface Props {
  readonly names: readonly FieldName[]
  readonly conditions: Conditions
  readonly onChange: (change: ConditionChange) => void
  readonly go: GoTo
  readonly within: RunFilter
  /** All fields behind one button. */
  readonly isCompact: boolean
  /** The status chips. */
  readonly children: ReactNode
  readonly more?: ReactNode
}

/** What narrows a list, in one line. */
export function FilterBar({ names, conditions, onChange, go, within, isCompact, children, more }: Props) {
  const field = { conditions, onChange, within }
  const isOther = isFiltered(conditions) || conditions.strange.length > 0
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Filter">
      {children}
      <span className={styles['line']} />
      {!isCompact && (
        <div className={styles['fields']}>
          {names.map((name) => (
            <FieldButton key={name} name={name} field={field} />
          ))}
        </div>
      )}
      <FilterPanel names={names} field={field} isAlone={isCompact} />
      <TypedChips conditions={conditions} onChange={onChange} go={go} />
      <span className={styles['rest']} />
      {more}
      {isOther && (
        <Button look="plain" onClick={() => go(withoutConditions)}>
          Clear
        </Button>
      )}
      <SaveView />
      <TimeMenu conditions={conditions} onChange={onChange} />
    </div>
  )
}

function FieldButton({
  name,
  field,
}: {
  name: FieldName
  field: Parameters<typeof FilterPanel>[0]['field']
}) {
  const [isOpen, setOpen] = useState(false)
  const { name: word, Field } = fields[name]
  const text = valuesOfField(name, field.conditions)
  return (
    <Popover
      name={word}
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={
        <button type="button" className={styles['field']} data-on={text !== undefined}>
          {word}
          {text !== undefined && <strong className="cut">{text}</strong>}
          <Icon of="down" size={12} />
        </button>
      }
    >
      <Field {...field} />
    </Popover>
  )
}

/** Conditions that have no field of their own, and what the address holds in vain. */
function TypedChips({
  conditions: { q, failureGroup, strange },
  onChange,
  go,
}: Pick<Props, 'conditions' | 'onChange' | 'go'>) {
  return (
    <>
      {q !== undefined && (
        <Chip onDrop={() => onChange({ q: undefined })} name={`number or name beginning with ${q}`}>
          {q}…
        </Chip>
      )}
      {failureGroup.map((id) => (
        <Chip
          key={id}
          name={`failure group ${id}`}
          onDrop={() => onChange({ failureGroup: failureGroup.filter((one) => one !== id) })}
        >
          Failure group {id.slice(0, 10)}
        </Chip>
      ))}
      {strange.map((one) => (
        <Chip
          key={`${one.key} ${one.value}`}
          name={`${one.key} ${one.value}`}
          onDrop={() => go((search: Search) => withoutStrange(search, one))}
        >
          <s>
            {one.key}: {one.value}
          </s>{' '}
          not understood
        </Chip>
      ))}
    </>
  )
}

const Chip = ({ name, onDrop, children }: { name: string; onDrop: () => void; children: ReactNode }) => (
  <button type="button" className={styles['chip']} aria-label={`Without ${name}`} onClick={onDrop}>
    <span className="cut">{children}</span>
    <Icon of="close" size={12} />
  </button>
)
