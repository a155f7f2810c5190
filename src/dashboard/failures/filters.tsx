import { useState } from 'react'
import type { Range } from '../address/range.ts'
import { useAddress } from '../address/usesearch.ts'
import { valueOf, valuesOf } from '../address/query.ts'
import { useAsk } from '../data/ask.ts'
import { Choices } from '../filter/choices.tsx'
import { BackendNamesDocument, FlowNamesDocument } from '../filter/filter.gen.ts'
import { RangeMenu } from '../filter/rangemenu.tsx'
import { count } from '../format/numbers.ts'
import { SaveView } from '../filter/saveview.tsx'
import { Segments } from '../ui/segments.tsx'
import { type Show, showOf, totalsOf } from './parts.ts'
import type { GroupRowFragment } from './failures.gen.ts'
import table from '../ui/table.module.css'
import styles from './failures.module.css'

interface FiltersProps {
  readonly groups: readonly GroupRowFragment[]
  readonly range: Range
}

export function FailureFilters({ groups, range }: FiltersProps) {
  const [search, change] = useAddress()
  const { fresh, rising } = totalsOf(groups)
  const text = (name: string, value: number) => (
    <>
      {name} <span className="muted">{count(value)}</span>
    </>
  )
  return (
    <div className={table['bar']}>
      <Segments<Show>
        label="Which groups"
        current={showOf(valueOf(search, 'show'))}
        onChoose={(show) => change({ show: show === 'all' ? undefined : show })}
        of={[
          { name: 'all', text: text('All', groups.length) },
          { name: 'new', text: text('New', fresh) },
          { name: 'rising', text: text('Rising', rising) },
        ]}
      />
      <FlowChoices groups={groups} />
      <BackendChoices />
      <div className={`end ${styles['end']}`}>
        <SaveView />
        <RangeMenu range={range} />
      </div>
    </div>
  )
}

/** The flows that have failures, then all others. */
export function FlowChoices({ groups }: { groups: readonly Pick<GroupRowFragment, 'flows'>[] }) {
  const [isOpen, setOpen] = useState(false)
  const [search] = useAddress()
  const backend = valuesOf(search, 'backend')
  const filter = backend.length === 0 ? null : { backend: [...backend] }
  const { data } = useAsk(FlowNamesDocument, isOpen ? { filter } : undefined)
  const failing = groups.flatMap(({ flows }) => flows.map(({ flow }) => flow))
  const values = data && [...new Set([...failing, ...(data.flows?.nodes ?? []).map(({ name }) => name)])]
  return <Choices title="Flow" name="flow" values={values} onOpen={setOpen} />
}

export function BackendChoices() {
  const [isOpen, setOpen] = useState(false)
  const { data } = useAsk(BackendNamesDocument, isOpen ? {} : undefined)
  return (
    <Choices
      title="Backend"
      name="backend"
      values={data?.backends.map(({ name }) => name)}
      onOpen={setOpen}
    />
  )
}
