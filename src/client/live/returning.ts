/** Calls back whenever a page is shown again, or its network is back. Returns what ends it. Elsewhere it does nothing. */
export function whenBack(back: () => void): () => void {
  const { document } = globalThis as Surroundings
  const shown = () => document?.visibilityState === 'visible' && back()
  const listened = [
    [globalThis as Surroundings, 'online', back],
    [document, 'visibilitychange', shown],
  ] as const
  for (const [target, event, listener] of listened) target?.addEventListener?.(event, listener)
  return () => {
    for (const [target, event, listener] of listened) target?.removeEventListener?.(event, listener)
  }
}

type Listened = Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>

/** A page has all of it, a worker no document, Node nothing. */
type Surroundings = Listened & { readonly document?: Listened & { readonly visibilityState: string } }
