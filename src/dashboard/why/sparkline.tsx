import styles from './why.module.css'

const [width, height] = [120, 18]

/** Counts over time. The words beside it say what they are. */
export function Sparkline({ counts, isLoud }: { counts: readonly number[]; isLoud: boolean }) {
  const most = Math.max(1, ...counts)
  const step = width / Math.max(1, counts.length)
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={styles['spark']}
      data-loud={isLoud}
      role="img"
      aria-label={`The last 24 hours: ${counts.reduce((sum, one) => sum + one, 0)}`}
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
      {counts.map(
        (one, index) =>
          one > 0 && (
            <rect
              key={index}
              x={index * step}
              width={Math.max(1, step - 1)}
              y={height - Math.max(2, (one / most) * height)}
              height={Math.max(2, (one / most) * height)}
            />
          ),
      )}
    </svg>
  )
}
