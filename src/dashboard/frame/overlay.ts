import { createSignal } from '../data/signal.ts'

/** What is open over the page. */
export const overlay = createSignal<'none' | 'palette' | 'help' | 'cost'>('none')
