import styles from './spark.module.css'

const [width, height] = [112, 20]

/** Counts over time as bars. `words` say what they are to those who do not see them. */
export function SparkBars({
  counts,
  isLoud,
  words,
}: {
  counts: readonly number[]
  isLoud: boolean
  words: string
}) {
  const most = Math.max(1, ...counts)
  const step = width / Math.max(1, counts.length)
  return (
    <svg
      className={styles['bars']}
      width={width}
      height={height}
      data-loud={isLoud}
      role="img"
      aria-label={words}
      data-tip={words}
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
      {counts.map((count, index) => {
        const high = Math.max(2, Math.round((count / most) * height))
        return (
          count > 0 && (
            <rect
              key={index}
              x={index * step}
              y={height - high}
              width={Math.max(1, step - 1.5)}
              height={high}
            />
          )
        )
      })}
    </svg>
  )
}
