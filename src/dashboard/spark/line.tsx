import { lineParts } from './scale.ts'
import styles from './spark.module.css'

const [width, height] = [208, 36]

interface LineProps {
  readonly points: Parameters<typeof lineParts>[0]
  readonly spanMs: number
  readonly words: string
}

/** A value over time, with a dot where it stands now. Where nothing is known, nothing is drawn. */
export function SparkLine({ points, spanMs, words }: LineProps) {
  const end = points.at(-1)?.at ?? 0
  const parts = lineParts(points, { width, height, end, spanMs })
  const last = parts.at(-1)?.at(-1)
  return (
    <svg
      className={styles['line']}
      viewBox={`0 0 ${width + 4} ${height + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      {parts.map((part) => (
        <Part key={part[0]!.x} part={part} />
      ))}
      {last && <circle cx={last.x} cy={last.y + 2} r="2" />}
    </svg>
  )
}

function Part({ part }: { part: ReturnType<typeof lineParts>[number] }) {
  const line = part.map(({ x, y }) => `${x},${y + 2}`).join(' ')
  const [from, to] = [part[0]!.x, part.at(-1)!.x]
  return (
    <g data-part="">
      <line x1={from} x2={to} y1={height + 3} y2={height + 3} />
      <polygon points={`${from},${height + 2} ${line} ${to},${height + 2}`} />
      <polyline points={line} />
    </g>
  )
}
