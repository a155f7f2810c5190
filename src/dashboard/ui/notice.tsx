import { useEffect } from 'react'
import { createSignal, useSignal } from '../data/signal.ts'
import styles from './ui.module.css'

const shownMs = 2_500
const notice = createSignal('')

/** Says something for a moment, also to readers. */
export const say = (text: string) => notice.set(text)

export function Notice() {
  const text = useSignal(notice)
  useEffect(() => {
    const timer = setTimeout(() => notice.set(''), shownMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p className={styles['notice']} role="status" data-empty={text === ''}>
      {text}
    </p>
  )
}

/** Puts a text on the clipboard, and says so. */
export async function copy(text: string, what: string) {
  try {
    // Over plain HTTP from another machine there is no clipboard.
    if (navigator.clipboard) await navigator.clipboard.writeText(text)
    else copyOld(text)
    say(`${what} copied`)
  } catch {
    say(`The browser did not let ${what.toLowerCase()} be copied`)
  }
}

function copyOld(text: string) {
  const focused = document.activeElement
  const area = Object.assign(document.createElement('textarea'), { value: text, className: 'hidden-text' })
  // Over a modal dialog only what is within it can be selected.
  ;(document.querySelector('dialog:modal') ?? document.body).append(area)
  area.select()
  // oxlint-disable-next-line typescript/no-deprecated -- There is nothing else there.
  const isDone = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  if (!isDone) throw new Error('The browser refused.')
}
