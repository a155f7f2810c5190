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
    await navigator.clipboard.writeText(text)
    say(`${what} copied`)
  } catch {
    say(`The browser did not let ${what.toLowerCase()} be copied`)
  }
}
