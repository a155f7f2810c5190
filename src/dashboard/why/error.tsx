import { useMemo, useState } from 'react'
import { directionsShown } from '../format/directions.ts'
import { count, counted } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import { useNarrow } from '../ui/usenarrow.ts'
import { type Stretch, gistOf, stretchesOf } from './errortext.ts'
import styles from './why.module.css'

/** More than this is not drawn at first: a browser takes long to break the lines of a very long text. */
const mostChars = 20_000

/** An error, whole: frames of libraries are folded, the user's own code and the message are not. */
export function ErrorText({ error }: { error: string }) {
  const [isWhole, setWhole] = useState(false)
  const isNarrow = useNarrow()
  const isCut = error.length > mostChars && !isWhole
  const shown = directionsShown(isCut ? cutMiddle(error) : error)
  const stretches = useMemo(() => stretchesOf(shown), [shown])
  const gist = isNarrow && !isWhole ? gistOf(stretches) : stretches
  const lines = error.split('\n').length
  const isShort = gist.length === stretches.length && !isCut
  return (
    <div className={styles['error']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls. */}
      <pre tabIndex={0} aria-label="Error" role="group">
        {gist.map((stretch, index) => (
          <Part key={index} stretch={stretch} />
        ))}
      </pre>
      <div className={styles['errorTools']}>
        <Button icon="copy" onClick={() => void copy(error, 'Error')}>
          Copy
        </Button>
        {!isShort && (
          <Button look="plain" onClick={() => setWhole(true)}>
            Whole error, {isCut ? `${count(Math.round(error.length / 1_000))} kB` : counted(lines, 'line')}
          </Button>
        )}
      </div>
    </div>
  )
}

const cutMiddle = (text: string) => {
  const half = mostChars / 4
  return `${text.slice(0, half)}\n… ${count(Math.round((text.length - 2 * half) / 1_000))} kB …\n${text.slice(-half)}`
}

function Part({ stretch: { kind, lines, frames, packages } }: { stretch: Stretch }) {
  const [isOpen, setOpen] = useState(false)
  const text = lines.join('\n')
  if (kind !== 'library' || isOpen)
    return (
      <span className={styles['part']} data-kind={kind}>
        {text}
      </span>
    )
  const names = packages.slice(0, 3).join(', ')
  return (
    <button type="button" className={styles['folded']} onClick={() => setOpen(true)}>
      … {counted(frames, 'frame')}
      {names && ` in ${names}${packages.length > 3 ? ` and ${packages.length - 3} more` : ''}`}
    </button>
  )
}
