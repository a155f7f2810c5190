import { Link } from '@tanstack/react-router'
import { listText } from '../address/lists.ts'
import { type ReactNode, useState } from 'react'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { clock, duration, running } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Ticking } from '../ui/ticking.tsx'
import type { RunHeadFragment } from './run.gen.ts'
import styles from './run.module.css'

/** Who, when, how long, with what tags, where. */
export function RunFactsLine({ run }: { run: RunHeadFragment }) {
  const { user, startedAt, finishedAt, durationMs, status, tags, systemTags, backend, usual } = run
  const start = startedAt === null ? undefined : Date.parse(startedAt)
  const isOpen = status === 'RUNNING'
  return (
    <p className={styles['facts']}>
      {user !== null && (
        <Fact name="by">
          <Link to="/" search={{ user: listText([user]) }}>
            {directionsShown(user)}
          </Link>
        </Fact>
      )}
      {start !== undefined && (
        <Fact name="started">
          <TimeOf time={start} />
        </Fact>
      )}
      {isOpen && start !== undefined && (
        <Fact name="runs for">
          <Ticking text={(time) => clock(time - start)} />
        </Fact>
      )}
      {!isOpen && finishedAt !== null && (
        <Fact name={status === 'FAILED' ? 'failed' : 'finished'}>
          <TimeOf time={Date.parse(finishedAt)} />
          <span className="muted">
            , <Ago time={Date.parse(finishedAt)} />
          </span>
        </Fact>
      )}
      {!isOpen && durationMs !== null && (
        <Fact name="took" tip={`${durationMs} ms`}>
          {duration(durationMs)}
          {durationMs < 0 && <span className="muted"> (clocks disagree)</span>}
        </Fact>
      )}
      {isOpen && usual && <Fact name="usually">{duration(usual.p50Ms)}</Fact>}
      <TagList tags={tags ?? []} systemTags={systemTags ?? []} />
      <Fact name="in">{backend}</Fact>
    </p>
  )
}

/** `3:07 ago`, which counts. */
export const Ago = ({ time }: { time: number }) => (
  <Ticking text={(at) => `${running(Math.max(0, at - time))} ago`} />
)

export function Fact({ name, tip, children }: { name: string; tip?: string; children: ReactNode }) {
  return (
    <span className={styles['fact']} data-tip={tip}>
      <span className="muted">{name}</span> {children}
    </span>
  )
}

/** A time, with every way to write it in its tooltip. */
export function TimeOf({ time }: { time: number }) {
  const { zone } = useSignal(settings)
  return (
    <time
      dateTime={new Date(time).toISOString()}
      data-tip={`${new Date(time).toLocaleString('sv-SE')} local\n${new Date(time).toISOString()}\n${time} ms`}
    >
      {timeText(time, now(), zone)}
    </time>
  )
}

const mostTags = 5

export function TagList({
  tags,
  systemTags = [],
}: {
  tags: readonly string[]
  systemTags?: readonly string[]
}) {
  const [isWhole, setWhole] = useState(false)
  const all = [
    ...tags.map((tag) => ({ tag, isOwn: true })),
    ...systemTags.map((tag) => ({ tag, isOwn: false })),
  ]
  if (all.length === 0) return null
  const shown = isWhole ? all : all.slice(0, mostTags)
  return (
    <span className={styles['tags']}>
      {shown.map(({ tag, isOwn }) => (
        <Link
          key={`${isOwn} ${tag}`}
          to="/"
          search={{ tag }}
          className={`${styles['tag']} cut`}
          data-own={isOwn}
          data-tip={isOwn ? tag : `${tag}\nset by the engine`}
        >
          {directionsShown(tag)}
        </Link>
      ))}
      {shown.length < all.length && (
        <button type="button" className={styles['tag']} onClick={() => setWhole(true)}>
          +{all.length - shown.length}
        </button>
      )}
    </span>
  )
}
