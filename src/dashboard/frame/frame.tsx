import { CatchBoundary, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Suspense, lazy, useEffect } from 'react'
import { forgetAsked } from '../data/costs.ts'
import { useSignal } from '../data/signal.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { signedOut } from '../signin/signedout.ts'
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
const HelpDialog = lazy(() => import('./help.tsx').then(({ HelpDialog: one }) => ({ default: one })))
const CostDialog = lazy(() => import('./cost.tsx').then(({ CostDialog: one }) => ({ default: one })))

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
        <Suspense>
          {open === 'palette' && <Find />}
          {open === 'help' && <HelpDialog />}
          {open === 'cost' && <CostDialog />}
        </Suspense>
      </CatchBoundary>
      <Tooltip />
      <Notice />
    </div>
  )
}

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
