import { type ReactNode, useState } from 'react'
import { listText } from '../address/lists.ts'
import { spanMs } from '../address/time.ts'
import { useAsk } from '../data/ask.ts'
import { duration } from '../format/durations.ts'
import type { RunFilter } from '../schema.gen.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { type Choice, FacetFilter } from './facetfilter.tsx'
import { BackendNamesDocument, FacetsDocument, FlowNamesDocument } from './filter.gen.ts'
import type { ChangeView } from '../runs/useview.ts'
import type { View } from '../runs/view.ts'
import styles from './facet.module.css'

export interface FilterProps {
  readonly view: Pick<View, 'flow' | 'user' | 'tag' | 'alltag' | 'backend' | 'min' | 'max'>
  readonly change: ChangeView
}

type List = Parameters<Parameters<typeof FacetFilter>[0]['children']>[1]

interface FlowFilterProps {
  readonly view: Pick<View, 'flow' | 'backend'>
  readonly change: ChangeView
  /** The flows that stand first, whatever their names. */
  readonly first?: readonly string[]
}

export const FlowFilter = ({ view, change, first = [] }: FlowFilterProps) => (
  <FacetFilter name="Flow" chosen={view.flow} onChoose={(flow) => change({ flow: listText(flow) })}>
    {(text, list) => <FlowChoices text={text} list={list} backend={view.backend} first={first} />}
  </FacetFilter>
)

interface FlowChoicesProps extends Required<Pick<FlowFilterProps, 'first'>> {
  readonly text: string
  readonly list: List
  readonly backend: readonly string[]
}

function FlowChoices({ text, list, backend, first }: FlowChoicesProps) {
  const filter = {
    ...(text !== '' && { namePrefix: text }),
    ...(backend.length > 0 && { backend: [...backend] }),
  }
  const { data, error } = useAsk(FlowNamesDocument, { filter })
  const names = [...new Set([...first, ...(data?.flows?.nodes ?? []).map(({ name }) => name)])]
  return list(
    names.map((value) => ({ value })),
    <ChoicesNote error={error} unavailable={data?.flows?.unavailable} isLoading={!data}>
      {data?.flows?.pageInfo.hasNextPage && 'More flows begin so. Type to find them.'}
    </ChoicesNote>,
  )
}

interface FacetChoicesProps {
  readonly filter: RunFilter
  readonly of: 'users' | 'tags'
  readonly list: List
}

function FacetChoices({ filter, of, list }: FacetChoicesProps) {
  const { data, error } = useAsk(FacetsDocument, { filter })
  const choices: readonly Choice[] = data?.runFacets?.[of] ?? []
  return list(
    choices,
    <ChoicesNote error={error} unavailable={data?.runFacets?.unavailable} isLoading={!data}>
      {data?.runFacets?.isExact === false && 'Counted in the newest 10,000 runs.'}
    </ChoicesNote>,
  )
}

interface NoteProps {
  readonly error: Error | undefined
  readonly unavailable: readonly string[] | undefined
  readonly isLoading: boolean
  readonly children: ReactNode
}

/** What the choices lack, below them: a list that could not be read is not an empty one. */
function ChoicesNote({ error, unavailable = [], isLoading, children }: NoteProps) {
  if (error) return <p role="alert">They could not be read: {error.message}</p>
  if (isLoading) return <p>…</p>
  if (unavailable.length > 0) return <p role="status">Without those of {unavailable.join(', ')}.</p>
  return children ? <p>{children}</p> : null
}

export const UserFilter = ({ view, change, filter }: FilterProps & { filter: RunFilter }) => (
  <FacetFilter name="User" chosen={view.user} onChoose={(user) => change({ user: listText(user) })}>
    {(_, list) => <FacetChoices filter={filter} of="users" list={list} />}
  </FacetFilter>
)

/** Any of the tags, or all of them. */
export function TagFilter({ view, change, filter }: FilterProps & { filter: RunFilter }) {
  const isAll = view.alltag.length > 0
  const chosen = isAll ? view.alltag : view.tag
  const choose = (tags: readonly string[], all = isAll) =>
    change({ tag: all ? undefined : tags, alltag: all ? tags : undefined })
  return (
    <FacetFilter
      name="Tag"
      chosen={chosen}
      onChoose={(tags) => choose(tags)}
      foot={
        <div className={styles['foot']} role="radiogroup" aria-label="How tags match">
          {[false, true].map((all) => (
            <label key={String(all)}>
              <input type="radio" name="tags" checked={isAll === all} onChange={() => choose(chosen, all)} />
              {all ? 'all of them' : 'any of them'}
            </label>
          ))}
        </div>
      }
    >
      {(_, list) => <FacetChoices filter={filter} of="tags" list={list} />}
    </FacetFilter>
  )
}

interface BackendFilterProps {
  readonly view: Pick<View, 'backend'>
  readonly change: ChangeView
  /** Of what the list is: not every backend has runs. */
  readonly of?: 'runs' | 'executions'
}

/** Only where there is more than one. */
export function BackendFilter({ view, change, of = 'executions' }: BackendFilterProps) {
  const { data } = useAsk(BackendNamesDocument, {})
  const found = (data?.backends ?? []).filter(({ hasRuns }) => hasRuns || of === 'executions')
  const names = found.map(({ name }) => name)
  if (names.length < 2 && view.backend.length === 0) return null
  return (
    <FacetFilter
      name="Backend"
      chosen={view.backend}
      onChoose={(backend) => change({ backend: listText(backend) })}
    >
      {(_, list) => list(names.map((value) => ({ value })))}
    </FacetFilter>
  )
}

export function DurationFilter({ view, change }: FilterProps) {
  const { min, max } = view
  const words = [min !== undefined && `from ${duration(min)}`, max !== undefined && `to ${duration(max)}`]
  const isOn = min !== undefined || max !== undefined
  return (
    <Popover
      name="Duration"
      trigger={
        <button type="button" className={styles['facet']} data-on={isOn}>
          {isOn ? `Duration ${words.filter(Boolean).join(' ')}` : 'Duration'}
          <Icon of="down" size={12} />
        </button>
      }
    >
      <div className={styles['body']}>
        <SpanInput name="At least" ms={min} onChange={(text) => change({ min: text })} />
        <SpanInput name="At most" ms={max} onChange={(text) => change({ max: text })} />
        <p>Such as 90s, 5m or 2h. A run that has not started does not match.</p>
        <Button onClick={() => change({ min: undefined, max: undefined })}>Any duration</Button>
      </div>
    </Popover>
  )
}

function SpanInput(props: {
  name: string
  ms: number | undefined
  onChange: (text: string | undefined) => void
}) {
  const { name, ms, onChange } = props
  const [text, setText] = useState(ms === undefined ? '' : `${ms / 1_000}s`)
  const isWrong = text !== '' && spanMs(text) === undefined
  return (
    <label className={styles['range']}>
      {name}
      <input
        type="text"
        value={text}
        aria-invalid={isWrong}
        onChange={({ target: { value } }) => {
          setText(value)
          if (value === '') onChange(undefined)
          else if (spanMs(value) !== undefined) onChange(value)
        }}
      />
    </label>
  )
}
