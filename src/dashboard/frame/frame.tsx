import { CatchBoundary, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, Suspense, lazy, useEffect } from 'react'
import { forgetAsked } from '../data/costs.ts'
import { useSignal } from '../data/signal.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { signedOut } from '../signin/signedout.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice, copy } from '../ui/notice.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { BrokenDialog } from './broken.tsx'
import { nextTheme, switchZone } from './choices.tsx'
import { Find } from './find.tsx'
import { Footer } from './footer.tsx'
import { overlay } from './overlay.ts'
import { furtherPlaces, places } from './places.ts'
import { Rail } from './rail.tsx'
import { choose, settings } from './settings.ts'
import { useZoneInAddress } from './usezone.ts'
import styles from './frame.module.css'

const SignIn = lazy(() => import('../signin/signin.tsx').then(({ SignIn: one }) => ({ default: one })))
const Help = lazy(() => import('./help.tsx').then(({ Help: one }) => ({ default: one })))
const Costs = lazy(() => import('./cost.tsx').then(({ Costs: one }) => ({ default: one })))

/** What stands around every page. */
export function Frame() {
  const open = useSignal(overlay)
  const isSignedOut = useSignal(signedOut)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useFrameKeys()
  useZoneInAddress()
  useEffect(() => {
    forgetAsked()
    overlay.set('none')
  }, [path])
  if (isSignedOut)
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    )
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#main">
        Skip to the content
      </a>
      <Rail />
      <div className={styles['content']}>
        <Suspense>
          <Outlet />
        </Suspense>
        <Footer />
      </div>
      <CatchBoundary getResetKey={() => open} errorComponent={OverlayFailed}>
        {open === 'palette' && <Find />}
        {open === 'help' && (
          <Over title="Keys and settings">
            <Help />
          </Over>
        )}
        {open === 'cost' && (
          <Over title="What this page asked">
            <Costs />
          </Over>
        )}
      </CatchBoundary>
      <Tooltip />
      <Notice />
    </div>
  )
}

/** A dialog that is there at once, before what stands in it has been loaded: keys that are pressed meanwhile are its. */
const Over = ({ title, children }: { title: string; children: ReactNode }) => (
  <Dialog title={title} look="wide" onClose={() => overlay.set('none')}>
    <Suspense fallback={<div className={styles['coming']} aria-busy="true" />}>{children}</Suspense>
  </Dialog>
)

const OverlayFailed = ({ error }: { error: unknown }) => (
  <BrokenDialog error={error} reset={() => overlay.set('none')} />
)

function useFrameKeys() {
  const navigate = useNavigate()
  const goes = Object.fromEntries(
    [...places, ...furtherPlaces].map(({ to, press }) => [press, () => void navigate({ to })]),
  )
  useKeys({
    ...goes,
    search: () => overlay.set('palette'),
    palette: () => overlay.set('palette'),
    help: () => overlay.set('help'),
    utc: switchZone,
    theme: nextTheme,
    rail: () => choose({ isRailNarrow: !settings.get().isRailNarrow }),
    link: () => void copy(location.href, 'Link'),
    close: () => {
      if (overlay.get() === 'none') return false
      overlay.set('none')
      return true
    },
  })
}
