import { Suspense, lazy, useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { overlay } from './overlay.ts'
import styles from './palette.module.css'

const Palette = lazy(() => import('./palette.tsx').then(({ Palette: one }) => ({ default: one })))

const hint = 'A run, an id, a flow, a page; > for actions'

/** The palette. Its box is there at once: what is typed before the rest has been loaded is kept. */
export function Find() {
  const [typed, setTyped] = useState('')
  return (
    <Dialog title="Find" onClose={() => overlay.set('none')}>
      <Suspense
        fallback={
          <div className={styles['palette']}>
            <input
              aria-label="Find"
              placeholder={hint}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </div>
        }
      >
        <Palette hint={hint} typed={typed} onType={setTyped} />
      </Suspense>
    </Dialog>
  )
}
