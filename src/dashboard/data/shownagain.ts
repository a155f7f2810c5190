/** Calls back so often while the page is shown, and at once when it is shown again after longer. Returns what ends it. */
export function onShown(everyMs: number, listener: () => void): () => void {
  let calledAt = Date.now()
  const call = () => {
    if (document.visibilityState !== 'visible') return
    calledAt = Date.now()
    listener()
  }
  const callIfLate = () => Date.now() - calledAt >= everyMs && call()
  const timer = setInterval(call, everyMs)
  document.addEventListener('visibilitychange', callIfLate)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', callIfLate)
  }
}
