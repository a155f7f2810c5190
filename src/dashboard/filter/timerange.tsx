import { useState } from 'react'
import { presets } from '../address/range.ts'
import { timeOf } from '../address/time.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { type Zone, timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ChangeView } from '../runs/useview.ts'
import { type View, always, defaultFrom } from '../runs/view.ts'
import styles from './facet.module.css'

const allTime = { from: always, name: 'All time' }

/** What range of time a view has, in words. */
function rangeWords({ from, to }: Pick<View, 'from' | 'to'>, zone: Zone): string {
  const text = (one: string) => {
    const time = timeOf(one, now())
    return time === undefined ? one : timeText(time, now(), zone)
  }
  if (to === undefined)
    return [...presets, allTime].find((one) => one.from === from)?.name ?? `Since ${text(from)}`
  return from === always ? `Until ${text(to)}` : `${text(from)} to ${text(to)}`
}

/** The whole range, with its times: `Nov 26 14:26 to now`. */
export function rangeSentence({ from, to }: Pick<View, 'from' | 'to'>, zone: Zone): string {
  const text = (one: string) => {
    const time = timeOf(one, now())
    return time === undefined ? one : timeText(time, now(), zone)
  }
  const end = to === undefined ? 'now' : text(to)
  return from === always ? `From the beginning to ${end}` : `${text(from)} to ${end}`
}

interface RangeProps {
  readonly view: Pick<View, 'from' | 'to'>
  readonly change: ChangeView
  /** There need not be a beginning. */
  readonly hasAlways?: boolean
  /** What is meant where an address says nothing. */
  readonly usual?: string
}

export function TimeRange({ view, change, hasAlways = true, usual = defaultFrom }: RangeProps) {
  const { zone } = useSignal(settings)
  const [isChoosing, setChoosing] = useState(false)
  const choose = (from: string | undefined, to?: string) =>
    change({ from: from === usual ? undefined : from, to })
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon="clock">
            <Words text={rangeWords(view, zone)} />
          </Button>
        }
        items={[
          ...[...presets, ...(hasAlways ? [allTime] : [])].map(({ from, name }) => ({
            text: name,
            isOn: view.from === from && view.to === undefined,
            onSelect: () => choose(from),
          })),
          'line',
          { text: 'From … to …', onSelect: () => setChoosing(true) },
        ]}
      />
      {isChoosing && (
        <RangeDialog
          view={view}
          zone={zone}
          choose={(from, to) => choose(from ?? (hasAlways ? always : undefined), to)}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}

/** Where there is no room, `24 h` says as much as `Last 24 h`. */
function Words({ text }: { text: string }) {
  const [, last, rest] = /^(Last )?(\d.*)$/.exec(text) ?? []
  if (last === undefined) return text
  return (
    <span>
      <span className={styles['last']}>{last}</span>
      {rest}
    </span>
  )
}

interface DialogProps {
  readonly view: Pick<View, 'from' | 'to'>
  readonly zone: Zone
  readonly choose: (from: string | undefined, to?: string) => void
  readonly onClose: () => void
}

function RangeDialog({ view, zone, choose, onClose }: DialogProps) {
  const [from, setFrom] = useState(inputText(view.from, zone))
  const [to, setTo] = useState(view.to === undefined ? '' : inputText(view.to, zone))
  return (
    <Dialog title={`Range of time (${zone === 'utc' ? 'UTC' : 'local time'})`} onClose={onClose}>
      <form
        className={styles['body']}
        onSubmit={(event) => {
          event.preventDefault()
          choose(from === '' ? undefined : instantOf(from, zone), to === '' ? undefined : instantOf(to, zone))
          onClose()
        }}
      >
        <label className={styles['range']}>
          From
          <input type="datetime-local" value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <label className={styles['range']}>
          To
          <input type="datetime-local" value={to} onChange={({ target }) => setTo(target.value)} />
        </label>
        <Button look="filled" type="submit">
          Show
        </Button>
      </form>
    </Dialog>
  )
}

/** As an input of the browser has a time: without a zone, to the minute. */
function inputText(text: string, zone: Zone): string {
  const time = timeOf(text, now())
  if (time === undefined) return ''
  const shift = zone === 'utc' ? 0 : new Date(time).getTimezoneOffset() * 60_000
  return new Date(time - shift).toISOString().slice(0, 16)
}

/** Such an input takes years of six digits, which no time has. */
function instantOf(text: string, zone: Zone): string | undefined {
  const time = Date.parse(zone === 'utc' ? `${text}Z` : text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
