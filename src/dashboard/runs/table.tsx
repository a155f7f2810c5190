import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { runAddress } from '../address/addresses.ts'
import { useSignal } from '../data/signal.ts'
import { settings } from '../frame/settings.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { NewPill } from '../list/newpill.tsx'
import { orderText } from '../list/order.ts'
import { useMedia } from '../list/usemedia.ts'
import { useRowKeys } from '../list/userowkeys.ts'
import { useSelection } from '../list/useselection.ts'
import { type RowsHandle, VirtualRows } from '../list/virtualrows.tsx'
import { Failed, Loading, Partial as PartialLine } from '../ui/states.tsx'
import { RunsHead } from './head.tsx'
import type { RunRowFragment } from './list.gen.ts'
import { NoRuns } from './norun.tsx'
import { usualOrder } from './order.ts'
import { type RowActions, RunRow } from './row.tsx'
import type { RunList } from './userunlist.ts'

const keyOf = ({ id }: RunRowFragment) => id

/** The list itself, or why there is none. */
export function RunsTable({ list }: { list: RunList }) {
  const { state, feed } = list
  const { shown, error, unavailable } = state
  const again = () => void feed.again()
  return (
    <>
      <PartialLine names={unavailable} again={again} />
      {!shown.isLoaded && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {shown.isLoaded && error && <Failed error={error} again={again} />}
      {shown.isLoaded && shown.rows.length === 0 && !state.isLoading && <NoRuns list={list} />}
      {shown.isLoaded && (shown.rows.length > 0 || state.isLoading) && <Rows list={list} />}
    </>
  )
}

function Rows({ list }: { list: RunList }) {
  const { feed, state, order, go, open, conditions, isScrolled } = list
  const { rows, held, leaving, next } = state.shown
  const { zone, density } = useSignal(settings)
  const isNarrow = useMedia('(max-width: 700px)')
  const handle = useRef<RowsHandle>(null)
  const keys = useMemo(() => rows.map(keyOf), [rows])
  const selection = useSelection(keys)
  const navigate = useNavigate()
  const peek = useCallback(
    (key: string | undefined, isMoved: boolean) =>
      go((search) => ({ ...search, sel: key }), isMoved ? 'replace' : 'push'),
    [go],
  )
  const move = useRowKeys({
    keys,
    rows: handle,
    open,
    onPeek: peek,
    onOpen: (key) => {
      const run = rows.find((one) => one.id === key)
      if (run) void navigate({ to: runAddress(run) })
    },
    onSelect: selection.select,
    onClear: () => selection.selected.size > 0 && (selection.clear(), true),
  })
  const take = () => {
    feed.takeHeld()
    handle.current?.toTop()
  }
  useKeys({ takeNew: () => (held.length > 0 ? (take(), true) : false) })
  const on = useActions(rows, { focus: move.setActive, peek, select: selection.select })
  const onEnd = useCallback(() => void feed.more(), [feed])
  const isPlain = conditions.status.length === 1
  return (
    <VirtualRows
      ref={handle}
      rows={rows}
      keyOf={keyOf}
      rowHeight={isNarrow ? 56 : density === 'comfortable' ? 36 : 28}
      active={move.active}
      onEnd={onEnd}
      onScrolled={(scrolled) => {
        isScrolled.current = scrolled
        feed.hold(scrolled)
        if (!scrolled && held.length > 0) feed.takeHeld()
      }}
      head={
        <RunsHead
          order={order}
          onSort={(sorted) =>
            go((search) => ({
              ...search,
              at: undefined,
              sort: orderText(sorted) === orderText(usualOrder) ? undefined : orderText(sorted),
            }))
          }
        />
      }
      above={
        <NewPill
          held={held.length}
          failed={held.filter(({ status }) => status === 'FAILED').length}
          onTake={take}
        />
      }
      grid={{
        name: 'Runs',
        rowCount: next === null ? rows.length + 1 : -1,
        columns: 9,
        isBusy: state.isLoading,
      }}
    >
      {(run, index) => (
        <RunRow
          run={run}
          index={index}
          zone={zone}
          isActive={index === move.active}
          isOpen={run.id === open}
          isSelected={selection.selected.has(run.id)}
          leaving={leaving.get(run.id)}
          isPlain={isPlain}
          on={on}
        />
      )}
    </VirtualRows>
  )
}

interface Acts {
  readonly focus: (index: number) => void
  readonly peek: (key: string | undefined, isMoved: boolean) => void
  readonly select: (index: number, isRange: boolean) => void
}

/** The same object as long as the list is shown. */
function useActions(rows: readonly RunRowFragment[], acts: Acts): RowActions {
  const latest = useRef({ rows, acts })
  latest.current = { rows, acts }
  return useMemo(
    () => ({
      focus: (index) => latest.current.acts.focus(index),
      peek: (index) => latest.current.acts.peek(latest.current.rows[index]?.id, false),
      select: (index, isRange) => latest.current.acts.select(index, isRange),
      copy: (run) => void navigator.clipboard.writeText(location.origin + runAddress(run)),
    }),
    [],
  )
}
