import type { ReactNode } from 'react'
import { type Status, looks, statusOf, wordOf } from './statuses.ts'
import styles from './status.module.css'

/** 16 units wide. Their outlines differ, so that they can be told apart without colour. */
const shapes: Record<Status, ReactNode> = {
  RUNNING: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" stroke="none" />
    </>
  ),
  COMPLETED: <path d="M3 8.5 6.5 12 13 4.5" />,
  FAILED: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="currentColor" stroke="none" />
      <path d="m5.5 5.5 5 5m0-5-5 5" className={styles['inverse']} />
    </>
  ),
  TIMED_OUT: (
    <>
      <circle cx="8" cy="9" r="5" />
      <path d="M6.5 1.5h3M8 1.5V4M3 14 13 4" />
    </>
  ),
  WAITING: <path d="M4 2h8M4 14h8M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14" />,
  PAUSED: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.3 5.5v5M9.7 5.5v5" />
    </>
  ),
  PENDING: <circle cx="8" cy="8" r="6" strokeDasharray="1.5 2.27" />,
  CANCELLED: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5 8h6" />
    </>
  ),
  READY: <circle cx="8" cy="8" r="6" />,
  SKIPPED: (
    <>
      <path d="M2.5 7.5a5.5 5.5 0 0 1 10.5-1.5M13.5 2.5V6H10" />
      <circle cx="8" cy="11.5" r="1.6" fill="currentColor" stroke="none" />
    </>
  ),
  UNKNOWN: <path d="M5.5 5.5a2.5 2.5 0 1 1 3.6 2.2C8.3 8.2 8 8.7 8 9.7M8 12.5v.3" />,
}

/** The icon of a status, with its word for readers. A run that is tried again has the number of its attempt. */
export function StatusIcon(props: { status: string; size?: number; attempt?: number; isSilent?: boolean }) {
  const { status, size = 14, attempt = 1, isSilent = false } = props
  const known = statusOf(status)
  const isRetrying = known === 'RUNNING' && attempt > 1
  return (
    <span className={styles['icon']} data-hue={looks[known].hue} data-status={known}>
      <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
        {shapes[known]}
      </svg>
      {isRetrying && <sub aria-hidden="true">{attempt}</sub>}
      {!isSilent && <span className="hidden-text">{wordOf(status)}</span>}
    </span>
  )
}

export function StatusBadge({ status, attempt }: { status: string; attempt?: number }) {
  return (
    <span className={styles['badge']} data-hue={looks[statusOf(status)].hue}>
      <StatusIcon status={status} isSilent {...(attempt !== undefined && { attempt })} />
      {wordOf(status)}
    </span>
  )
}
