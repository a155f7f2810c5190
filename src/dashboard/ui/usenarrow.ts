import { useSyncExternalStore } from 'react'

const query = matchMedia('(max-width: 700px)')

const subscribe = (listener: () => void) => {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the page is as narrow as a phone. The same bound stands in the styles. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => query.matches)
