import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { type Search, valueOf } from '../address/query.ts'
import { useAddress } from '../address/usesearch.ts'
import { useSignal } from '../data/signal.ts'
import { zoneIn } from '../format/times.ts'
import { settings, showZone } from './settings.ts'

/** Keeps the zone in the address of whatever page is shown, so that a link shows what its sender saw. */
export function useZoneInAddress() {
  const { zone } = useSignal(settings)
  const [, change] = useAddress()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const tz = useRouterState({ select: ({ location }) => valueOf(location.search as Search, 'tz') })
  const known = useRef(tz)
  useEffect(() => {
    const told = zoneIn(tz)
    const isNew = known.current !== tz
    known.current = tz
    if (isNew && told !== undefined) showZone(told)
    else if ((told ?? 'local') !== zone) change({ tz: zone === 'utc' ? zone : undefined }, false)
  }, [tz, zone, path]) // oxlint-disable-line react-hooks/exhaustive-deps
}
