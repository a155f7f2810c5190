import { directionsShown } from '../format/directions.ts'
import styles from './ui.module.css'

const shown = 3
/** So short a tag is shown whole: the longer ones beside it are cut. */
const short = 6

/** The first tags, and how many more there are. */
export function Tags({ of }: { of: readonly string[] }) {
  return (
    <span className={styles['tags']}>
      {of.slice(0, shown).map((tag, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- The next row takes the element over.
        <span key={index} className={styles['tag']} data-short={tag.length <= short}>
          {directionsShown(tag)}
        </span>
      ))}
      {of.length > shown && (
        <span className="faint" data-tip={of.slice(shown).join('\n')}>
          +{of.length - shown}
        </span>
      )}
    </span>
  )
}
