import { type AnyRouter, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'

/** What had the focus when a page was left, by the page's entry in the history of the browser: a selector. */
const left = new Map<string, string>()
const mostLeft = 100
/** What is not there by then is not waited for. */
const patienceMs = 10_000

/** Who has loaded a page has the focus where the browser puts it, until something was focused or another page opened. */
let [isMoved, loadedPath] = [false, '']

const mainOf = () => document.querySelector<HTMLElement>('#main')
/** The element that had the focus is gone, or nothing within the page has it. */
const isLost = () => [document.body, null, mainOf()].includes(document.activeElement as HTMLElement | null)

/** Notes what has the focus whenever a page is left. */
export function followFocus(router: Pick<AnyRouter, 'subscribe'>) {
  loadedPath = location.pathname
  document.addEventListener('focusin', () => void (isMoved = true), { once: true })
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    const entry = fromLocation?.state.__TSR_key
    if (!pathChanged || entry === undefined) return
    const selector = selectorOf(document.activeElement)
    left.delete(entry)
    if (selector === undefined) return
    left.set(entry, selector)
    for (const old of left.keys()) if (left.size > mostLeft) left.delete(old)
  })
}

/** How to find a row, or a link outside of rows, when its page is shown anew. */
function selectorOf(element: Element | null): string | undefined {
  if (!element?.closest('#main')) return undefined
  const row = element.closest<HTMLElement>('[data-row]')
  const key = row?.dataset['row']
  if (key) return `[data-row="${CSS.escape(key)}"]`
  const link = row ? (row.querySelector('[data-open]') ?? row.querySelector('a')) : element.closest('a')
  const href = link?.getAttribute('href')
  if (!href) return undefined
  return row ? `[data-row]:has(a[href="${CSS.escape(href)}"])` : `a[href="${CSS.escape(href)}"]`
}

/**
 * Gives the focus to the page when another one is opened and what had it is gone: to the row or link that was left, if one
 * comes back, else to the page as a whole, whose name is its title.
 */
export function usePageFocus() {
  const router = useRouter()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => {
    let end = () => {}
    const take = () => {
      isMoved ||= path !== loadedPath
      if (!isMoved || !isLost()) return
      mainOf()?.focus({ preventScroll: true })
      const selector = left.get(router.state.location.state.__TSR_key ?? '')
      if (selector !== undefined) end = focusWhenThere(selector)
    }
    // A dialog that led here closes first.
    const frame = requestAnimationFrame(take)
    return () => {
      cancelAnimationFrame(frame)
      end()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- The entry is that of the path.
  }, [path])
}

/** Focuses something as soon as it is drawn, unless something else has the focus by then. Returns what ends that. */
function focusWhenThere(selector: string): () => void {
  const isDone = () => {
    if (!isLost()) return true
    const found = mainOf()?.querySelector<HTMLElement>(selector)
    found?.focus()
    return found != null
  }
  const observer = new MutationObserver(() => isDone() && end())
  const timer = setTimeout(() => end(), patienceMs)
  const end = () => {
    observer.disconnect()
    clearTimeout(timer)
  }
  if (isDone()) end()
  else observer.observe(document.body, { childList: true, subtree: true })
  return end
}
