import styles from './ui.module.css'

const shown = 3

/** The first tags, and how many more there are. */
export function Tags({ of }: { of: readonly string[] }) {
  return (
    <span className={styles['tags']}>
      {of.slice(0, shown).map((tag) => (
        <span key={tag} className={styles['tag']}>
          {tag}
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
