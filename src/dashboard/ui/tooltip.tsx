import { useEffect, useRef } from 'react'
import { directionsShown } from '../format/directions.ts'
import styles from './ui.module.css'

const delayMs = 300
const gap = 6

/** One tooltip for the page: it shows the `data-tip` of what is under the pointer or has the focus. */
export function Tooltip() {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const tip = element.current!
    let timer: ReturnType<typeof setTimeout> | undefined
    let shownFor: Element | undefined
    const hide = () => {
      clearTimeout(timer)
      shownFor = undefined
      if (tip.matches(':popover-open')) tip.hidePopover()
    }
    const show = (anchor: HTMLElement) => {
      if (!anchor.isConnected || !anchor.dataset['tip']) return
      tip.textContent = directionsShown(anchor.dataset['tip'])
      tip.showPopover()
      place(tip, anchor.getBoundingClientRect())
    }
    const over = ({ target, type }: Event) => {
      const anchor = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
      if (anchor === shownFor) return
      hide()
      if (!anchor || (type === 'focusin' && !anchor.matches(':focus-visible'))) return
      shownFor = anchor
      timer = setTimeout(() => show(anchor), delayMs)
    }
    const events = ['pointerover', 'focusin'] as const
    const ended = new AbortController()
    const { signal } = ended
    for (const event of events) document.addEventListener(event, over, { signal })
    for (const event of ['pointerdown', 'keydown'] as const)
      document.addEventListener(event, hide, { signal })
    document.addEventListener('scroll', hide, { capture: true, signal })
    return () => {
      hide()
      ended.abort()
    }
  }, [])
  return <div ref={element} className={styles['tooltip']} popover="manual" role="tooltip" />
}

/** Below its anchor, or above it where there is no room. */
function place(tip: HTMLElement, anchor: DOMRect) {
  const { width, height } = tip.getBoundingClientRect()
  const left = Math.min(Math.max(8, anchor.left + anchor.width / 2 - width / 2), innerWidth - width - 8)
  const below = anchor.bottom + gap
  tip.style.left = `${left}px`
  tip.style.top = `${below + height > innerHeight ? anchor.top - gap - height : below}px`
}
