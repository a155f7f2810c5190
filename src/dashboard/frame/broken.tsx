import { errorOf } from '../data/seldom.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useServerBack } from './useserverback.ts'
import styles from '../ui/states.module.css'

interface BrokenProps {
  readonly error: unknown
  readonly reset: () => void
}

/** What a browser says of a part of the page that the server does not have, each in its own words. */
const isNotThere = (error: unknown) =>
  /dynamically imported module|importing a module script|error loading|preload/i.test(errorOf(error).message)

const loadAnew = () => location.reload()

/** A page that could not be drawn. What it is about stands in its address, so that it can be loaded anew. */
export function Broken({ error, reset }: BrokenProps) {
  // Nobody may be there to press the button when the server is back.
  useServerBack(isNotThere(error), loadAnew)
  return (
    <main id="main">
      <div className={styles['state']} role="alert" data-kind="error">
        <h1>{isNotThere(error) ? 'A part of this page is not there' : 'This page has failed'}</h1>
        <Why error={error} />
        <Ways error={error} reset={reset} />
      </div>
    </main>
  )
}

/** The same of what opens over a page. */
export const BrokenDialog = ({ error, reset }: BrokenProps) => (
  <Dialog title={isNotThere(error) ? 'It is not there' : 'It has failed'} onClose={reset}>
    <Why error={error} />
    <Ways error={error} reset={reset} />
  </Dialog>
)

const Why = ({ error }: Pick<BrokenProps, 'error'>) => (
  <p>
    {isNotThere(error)
      ? 'The server may have been upgraded since this page was opened, or it does not answer.'
      : errorOf(error).message}
  </p>
)

/** What the browser could not load once it does not try to load again. */
const Ways = ({ error, reset }: BrokenProps) => (
  <p>
    <Button look="filled" icon="retry" onClick={loadAnew}>
      Load the page anew
    </Button>{' '}
    {!isNotThere(error) && <Button onClick={reset}>Try again</Button>}
  </p>
)
