import type { ReactNode } from 'react'

/** 16 units wide, drawn as lines. */
const shapes = {
  runs: <path d="M2 4h.01M2 8h.01M2 12h.01M5 4h9M5 8h9M5 12h9" />,
  executions: (
    <>
      <circle cx="4" cy="4" r="2" />
      <circle cx="12" cy="8" r="2" />
      <circle cx="4" cy="12" r="2" />
      <path d="M6 4.5 10.2 7M6 11.5 10.2 9" />
    </>
  ),
  failures: <path d="M8 2 14.5 13.5h-13zM8 6.5v3M8 11.5v.01" />,
  watch: (
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  queue: <path d="m8 2 6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3" />,
  flows: <path d="M6 2h4v3H6zM2 11h4v3H2zM10 11h4v3h-4zM8 5v3M4 11V8h8v3" />,
  backends: (
    <>
      <ellipse cx="8" cy="3.5" rx="5.5" ry="2" />
      <path d="M2.5 3.5v9c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2v-9M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1" />
    </>
  ),
  moon: <path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z" />,
  system: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6.5" />
      <path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.4M8 11.5v.01" />
    </>
  ),
  down: <path d="m4 6 4 4 4-4" />,
  right: <path d="m6 4 4 4-4 4" />,
  left: <path d="m10 4-4 4 4 4" />,
  up: <path d="M8 13V3M4 7l4-4 4 4" />,
  arrowDown: <path d="M8 3v10M4 9l4 4 4-4" />,
  close: <path d="m3.5 3.5 9 9m0-9-9 9" />,
  open: <path d="M9 2.5h4.5V7M13.5 2.5 7.5 8.5M6 3H3v10h10v-3" />,
  link: (
    <path d="M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5 7.5 13a3 3 0 0 1-4.3-4.3L4.7 7.2" />
  ),
  compare: <path d="M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3" />,
  bookmark: <path d="M4 2.5h8V14l-4-3-4 3z" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  copy: <path d="M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" />,
  collapse: <path d="M2 3h12v10H2zM6 3v10" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  fit: <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />,
  idle: <path d="M8 1.5v4M6 4l2 2 2-2M2 8h12M8 14.5v-4M6 12l2-2 2 2" />,
  cost: <path d="M9 1.5 3 9h4l-1 5.5L12.5 7h-4z" />,
  check: <path d="M3 8.5 6.5 12 13 4.5" />,
  filter: <path d="M2 3h12l-4.5 5.5V13l-3-1.5v-3z" />,
  retry: <path d="M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 1.5v3.5H10" />,
  cancel: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5 8h6" />
    </>
  ),
  grid: <path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z" />,
  audit: <path d="M3.5 1.5h9v13h-9zM6 5h4M6 8h4M6 11h2" />,
  attention: <path d="M8 2.5v7M8 13v.01" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

export function Icon({ of, size = 16 }: { of: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={of === 'more' || of === 'runs' ? 1.9 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[of]}
    </svg>
  )
}
