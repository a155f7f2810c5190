import type { ReactNode } from 'react'
import { AttentionStrip } from '../attention/strip.tsx'
import { FilterBar } from '../filter/bar.tsx'
import type { FieldName } from '../filter/fields.tsx'
import { rfc } from '../filter/span.ts'
import { StatusChips } from '../filter/statuschips.tsx'
import { Page } from '../frame/page.tsx'
import { count, countOf } from '../format/numbers.ts'
import { Histogram } from '../histogram/histogram.tsx'
import { useKeys } from '../keyboard/pressed.ts'
import { useMedia } from '../list/usemedia.ts'
import type { Status } from '../status/statuses.ts'
import { runFilter } from '../filter/variables.ts'
import { Peek } from './peek.tsx'
import { RunsTable } from './table.tsx'
import { type Overview, useOverview } from './useoverview.ts'
import { type RunList, type Within, runStatuses, useRunList } from './userunlist.ts'
import styles from './runs.module.css'

interface Props {
  readonly title: string
  readonly above?: readonly { readonly to: string; readonly name: string }[]
  readonly within?: Within
  /** In the place of what wants attention. */
  readonly header?: ReactNode
}

/** Runs in a list that follows the stream, with what narrows it, and one of them beside it. */
export function RunsView({ title, above = [], within, header = <AttentionStrip /> }: Props) {
  const list = useRunList(within)
  const overview = useOverview(list.conditions, list.anchor)
  const isWide = useMedia('(min-width: 1101px)')
  const worst = worstOf(overview)
  const running = countOfStatus(overview, 'RUNNING')
  return (
    <Page
      title={title}
      above={above}
      fact={factOf(overview, list.conditions.status)}
      {...(running > 0 && { tab: `${count(running)} running · ${title}` })}
      worst={worst}
    >
      <div className={styles['page']}>
        <div className={styles['list']}>
          {(list.open === undefined || !isWide) && header}
          <Controls
            list={list}
            overview={overview}
            within={within}
            isCompact={list.open !== undefined && isWide}
          />
          <RunsTable list={list} />
        </div>
        {list.open !== undefined && <Peek key={list.open} id={list.open} list={list} />}
      </div>
    </Page>
  )
}

const names: readonly FieldName[] = ['flow', 'user', 'tag', 'backend', 'duration']

function Controls(props: {
  list: RunList
  overview: Overview
  within: Within | undefined
  isCompact: boolean
}) {
  const { list, overview, within, isCompact } = props
  const { conditions, change, go, anchor } = list
  const { status } = conditions
  const toggle = (one: string) =>
    change({ status: status.includes(one) ? status.filter((other) => other !== one) : [...status, one] })
  useKeys({
    chip1: () => toggle('RUNNING'),
    chip2: () => toggle('FAILED'),
    chip3: () => toggle('COMPLETED'),
  })
  const only = status.length === 1 ? lower(status[0]!) : undefined
  return (
    <>
      <FilterBar
        names={within?.flow ? names.filter((name) => name !== 'flow' && name !== 'backend') : names}
        conditions={conditions}
        onChange={change}
        go={go}
        within={runFilter({ ...conditions, user: [], tag: [], alltag: [] }, anchor)}
        isCompact={isCompact}
      >
        <StatusChips
          statuses={runStatuses}
          counts={overview.counts}
          chosen={status}
          onChange={(next) => change({ status: next })}
        />
      </FilterBar>
      <Histogram
        parts={overview.parts}
        isExact={overview.isExact}
        only={only}
        onChoose={(from, to) => change({ from: rfc(from), to: rfc(to) })}
      />
    </>
  )
}

const lower = (status: string) =>
  status === 'FAILED'
    ? 'failed'
    : status === 'RUNNING'
      ? 'running'
      : status === 'COMPLETED'
        ? 'completed'
        : undefined

const countOfStatus = ({ counts = [] }: Overview, status: string) =>
  counts.find((one) => one.status === status)?.value ?? 0

/** The icon of the tab: failed runs of the time shown are usual, so what runs now is told by it, and failures by colour. */
function worstOf(overview: Overview): Status | undefined {
  return runStatuses
    .toSorted((a) => (a === 'FAILED' ? -1 : 0))
    .find((status) => countOfStatus(overview, status) > 0)
}

/** `2,068`, or with a status `214 of 2,068`. */
function factOf({ counts }: Overview, chosen: readonly string[]): string | undefined {
  if (!counts) return undefined
  const sum = (some: typeof counts) => ({
    value: some.reduce((total, { value }) => total + value, 0),
    isExact: some.every(({ isExact }) => isExact),
  })
  const all = countOf(sum(counts))
  return chosen.length === 0
    ? all
    : `${countOf(sum(counts.filter(({ status }) => chosen.includes(status))))} of ${all}`
}
