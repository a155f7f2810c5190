import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useMedia } from '../list/usemedia.ts'
import { Popover } from '../ui/popover.tsx'
import { type FieldName, type FieldProps, fields } from './fields.tsx'
import { valuesOfField } from './words.ts'
import styles from './filter.module.css'

interface Props {
  readonly names: readonly FieldName[]
  readonly field: FieldProps
  /** It is the only way to the fields; else it is that on a narrow screen alone. */
  readonly isAlone: boolean
}

/** All fields behind one button: below it, or on a narrow screen in a sheet. */
export function FilterPanel({ names, field, isAlone }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isNarrow = useMedia('(max-width: 700px)')
  const set = names.filter((name) => valuesOfField(name, field.conditions) !== undefined).length
  const panel = <Fields names={names} field={field} />
  if (!isNarrow && !isAlone) return null
  const trigger = (
    <button
      type="button"
      className={styles['field']}
      data-on={set > 0}
      data-boxed={isNarrow}
      aria-label={set > 0 ? `Filter, ${set} set` : 'Filter'}
      {...(isNarrow && { onClick: () => setOpen(true) })}
    >
      {isNarrow ? <Icon of="filter" /> : 'Filter'}
      {set > 0 && <strong>{set}</strong>}
      {!isNarrow && <Icon of="down" size={12} />}
    </button>
  )
  if (!isNarrow)
    return (
      <Popover name="Filter" isOpen={isOpen} onOpen={setOpen} trigger={trigger}>
        {panel}
      </Popover>
    )
  return (
    <>
      {trigger}
      {isOpen && (
        <Dialog title="Filter" look="sheet" onClose={() => setOpen(false)}>
          {panel}
        </Dialog>
      )}
    </>
  )
}

function Fields({ names, field }: Pick<Props, 'names' | 'field'>) {
  const [open, setOpen] = useState(names[0]!)
  const { Field } = fields[open]
  return (
    <>
      <div className={styles['kinds']} role="group" aria-label="Condition">
        {names.map((name) => (
          <button key={name} type="button" aria-pressed={name === open} onClick={() => setOpen(name)}>
            {fields[name].name}
            {valuesOfField(name, field.conditions) !== undefined && <strong> ·</strong>}
          </button>
        ))}
      </div>
      <Field key={open} {...field} />
    </>
  )
}
