import { useState } from 'react'
import { bytes } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import styles from './errorbox.module.css'

/** A text of so many characters is drawn at once. */
const mostDrawn = 20_000

/** An error, whole, that can be copied. */
export function ErrorBox({ error }: { error: string }) {
  const [isWhole, setWhole] = useState(false)
  const [isCopied, setCopied] = useState(false)
  const isCut = error.length > mostDrawn && !isWhole
  const copy = async () => {
    await navigator.clipboard.writeText(error)
    setCopied(true)
  }
  return (
    <div className={styles['box']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls. */}
      <pre className={styles['text']} tabIndex={0} role="group" aria-label="The error">
        {isCut ? error.slice(-mostDrawn) : error}
      </pre>
      <div className={styles['tools']}>
        {isCut && (
          <Button look="plain" onClick={() => setWhole(true)}>
            The end of {bytes(error.length)}. Show all
          </Button>
        )}
        <Button look="plain" onClick={() => void copy()}>
          <Icon of={isCopied ? 'check' : 'copy'} size={14} />
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  )
}
