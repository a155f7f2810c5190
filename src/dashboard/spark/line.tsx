import { linePoints } from './scale.ts'
import styles from './spark.module.css'

const [width, height] = [208, 36]

interface LineProps {
  readonly points: readonly { readonly at: number; readonly value: number }[]
  readonly spanMs: number
  readonly words: string
}

/** A value over time, with a dot where it stands now. */
export function SparkLine({ points, spanMs, words }: LineProps) {
  const end = points.at(-1)?.at ?? 0
  const drawn = linePoints(points, { width, height, end, spanMs })
  const line = drawn.map(({ x, y }) => `${x},${y + 2}`).join(' ')
  const [first, last] = [drawn[0], drawn.at(-1)]
  return (
    <svg
      className={styles['line']}
      viewBox={`0 0 ${width + 4} ${height + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <line x1="0" x2={width} y1={height + 3} y2={height + 3} />
      {first && last && (
        <>
          <polygon points={`${first.x},${height + 2} ${line} ${last.x},${height + 2}`} />
          <polyline points={line} />
          <circle cx={last.x} cy={last.y + 2} r="2" />
        </>
      )}
    </svg>
  )
}
