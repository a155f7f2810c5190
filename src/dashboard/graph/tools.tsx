import { useState } from 'react'
import { count } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Button, Toggle } from '../ui/button.tsx'
import { countOf, type Filter } from './filter.ts'
import type { Model } from './model.ts'
import styles from './tools.module.css'

interface ToolsProps {
  readonly model: Model
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly isFolded: boolean
  readonly onFold: () => void
  readonly isTable: boolean
  readonly onTable: () => void
  /** Goes to the next of the nodes that fit. */
  readonly onNext: () => void
  readonly found: number | undefined
}

/** What is looked for, and how it is shown. */
export function Tools(props: ToolsProps) {
  const { model, filter, onFilter, isFolded, onFold, isTable, onTable, onNext, found } = props
  const running = countOf(model, 'running')
  const failed = countOf(model, 'failed')
  const only = (next: Filter['only']) => () =>
    onFilter({ ...filter, only: next === filter.only ? 'all' : next })
  return (
    <div className={styles['tools']}>
      <Search filter={filter} onFilter={onFilter} onNext={onNext} found={found} />
      <div className={styles['only']} role="group" aria-label="Nodes to show">
        <button type="button" aria-pressed={filter.only === 'all'} onClick={only('all')}>
          All {count(model.nodes.length)}
        </button>
        <button
          type="button"
          aria-pressed={filter.only === 'running'}
          onClick={only('running')}
          data-tip="Only running"
        >
          <StatusIcon status="RUNNING" /> {count(running)}
        </button>
        <button
          type="button"
          aria-pressed={filter.only === 'failed'}
          onClick={only('failed')}
          data-tip="Only failed"
        >
          <StatusIcon status="FAILED" /> {count(failed)}
        </button>
      </div>
      <Button look="plain" icon="idle" press="fold" aria-pressed={isFolded} onClick={onFold}>
        {isFolded ? 'Unfold done' : 'Fold done'} <Kbd of="fold" />
      </Button>
      <Toggle icon="runs" isOn={isTable} onClick={onTable}>
        As table
      </Toggle>
    </div>
  )
}

function Search({
  filter,
  onFilter,
  onNext,
  found,
}: Pick<ToolsProps, 'filter' | 'onFilter' | 'onNext' | 'found'>) {
  const [text, setText] = useState(filter.text)
  return (
    <form
      className={styles['search']}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <input
        type="search"
        placeholder="Find a node"
        aria-label="Find a node"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          onFilter({ ...filter, text: target.value })
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return
          event.preventDefault()
          setText('')
          onFilter({ ...filter, text: '' })
        }}
      />
      <span className={styles['found']} role="status">
        {found !== undefined && filter.text.trim() !== '' && `${count(found)} found`}
      </span>
    </form>
  )
}
