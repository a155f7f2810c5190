import { wordOf } from './statuses.ts'
import styles from './status.module.css'

/** The word of a status in a row, which has its hue. What went well is quiet. */
export const StatusWord = ({ status }: { status: string }) => (
  <b className={styles['word']} data-quiet={status === 'COMPLETED'}>
    {wordOf(status)}
  </b>
)
