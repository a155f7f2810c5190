import { memo } from 'react'
import { type Part, heightOf, topOf } from './scale.ts'
import styles from './histogram.module.css'

const height = 54

interface Props {
  readonly parts: readonly Part[]
  readonly at: number | undefined
  readonly only: 'failed' | 'running' | 'completed' | undefined
  readonly brush: { readonly a: number; readonly b: number } | undefined
}

/** Failed ones stand at the bottom, so that their heights can be compared. */
export function Bars({ parts, at, only, brush }: Props) {
  const count = parts.length
  const [from, to] = brush ? [Math.min(brush.a, brush.b), Math.max(brush.a, brush.b) + 1] : [0, 0]
  return (
    <svg
      className={styles['bars']}
      viewBox={`0 0 ${Math.max(1, count)} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {brush && <rect x={from} y={0} width={to - from} height={height} className={styles['brush']} />}
      {at !== undefined && !brush && (
        <rect x={at} y={0} width={1} height={height} className={styles['here']} />
      )}
      <Stacks parts={parts} only={only} />
      {brush && (
        <>
          <rect x={0} y={0} width={from} height={height} className={styles['outside']} />
          <rect x={to} y={0} width={Math.max(0, count - to)} height={height} className={styles['outside']} />
        </>
      )}
    </svg>
  )
}

const Stacks = memo(({ parts, only }: Pick<Props, 'parts' | 'only'>) => {
  const drawn = only
    ? parts.map((part) => ({ ...part, failed: 0, running: 0, completed: 0, [only]: part[only] }))
    : parts
  const top = topOf(drawn)
  return drawn.map(({ from, failed, running, completed }, index) => {
    const heights = [failed, running, completed].map((value) => heightOf(value, top, height))
    return (['failed', 'running', 'completed'] as const).map((name, place) => {
      const below = heights.slice(0, place).reduce((sum, one) => sum + one, 0)
      const own = heights[place]!
      return own === 0 ? null : (
        <rect
          key={`${from} ${name}`}
          x={index + 0.08}
          width={0.84}
          y={height - below - own}
          height={own}
          className={styles[name]}
        />
      )
    })
  })
})
