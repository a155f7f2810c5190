import { useEffect, useRef } from 'react'
import { settings } from '../frame/settings.ts'
import { type KeyName, keys } from './keys.ts'

/** `false`: not for me. The handler of what stands below is asked then. */
type Handler = (event: KeyboardEvent) => boolean | void
export type Handlers = Partial<Record<KeyName, Handler>>

/** What is shown last is asked first. */
const layers: { current: Handlers }[] = []
const namesByKey = new Map<string, KeyName[]>()
for (const [name, { key }] of Object.entries(keys)) {
  namesByKey.set(key, [...(namesByKey.get(key) ?? []), name as KeyName])
}

/** The first key of a sequence, and until when the second one belongs to it. */
let begun: { readonly key: string; readonly until: number } | undefined
const sequenceMs = 1_200

/** Answers keys while the component is shown. */
export function useKeys(handlers: Handlers) {
  const layer = useRef(handlers)
  layer.current = handlers
  useEffect(() => {
    layers.push(layer)
    return () => void layers.splice(layers.indexOf(layer), 1)
  }, [])
}

export function listenToKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || isTakenByOthers(event)) return
    const key = keyOf(event)
    const sequence = begun && Date.now() < begun.until ? `${begun.key} ${key}` : undefined
    begun = key === 'g' ? { key, until: Date.now() + sequenceMs } : undefined
    const names = (sequence !== undefined && namesByKey.get(sequence)) || namesByKey.get(key) || []
    if (names.some((name) => press(name, event))) event.preventDefault()
  })
}

function press(name: KeyName, event: KeyboardEvent): boolean {
  return layers.toReversed().some(({ current }) => {
    const handler = current[name]
    return handler !== undefined && handler(event) !== false
  })
}

const specials: Readonly<Record<string, string>> = {
  ' ': 'space',
  'Escape': 'esc',
  'Enter': 'enter',
  'ArrowDown': 'j',
  'ArrowUp': 'k',
  '=': '+',
}

function keyOf(event: KeyboardEvent): string {
  const plain = specials[event.key] ?? event.key
  return hasCtrl(event) ? `ctrl-${plain}` : plain
}

/** Many keyboards have `[` and `\\` on a third level, which is Ctrl and Alt on some systems. */
const isThirdLevel = (event: KeyboardEvent) => event.getModifierState('AltGraph')
const hasCtrl = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !isThirdLevel(event)

/** While one types, only Escape and what has Ctrl are keys. Buttons and links take Enter and Space themselves. */
function isTakenByOthers(event: KeyboardEvent): boolean {
  const { key, target } = event
  if (event.altKey && !isThirdLevel(event)) return true
  // What is open over the page has all keys, Escape too.
  if (document.querySelector('dialog:modal')) return true
  const element = target instanceof Element ? target : undefined
  if (hasCtrl(event)) return false
  if (element?.closest('[role=menu], [role=dialog]')) return true
  if (element?.closest('input, textarea, select, [contenteditable]')) return key !== 'Escape'
  if (key === 'Enter' || key === ' ')
    return Boolean(element?.closest('button, a, summary, [role^=menuitem], [role=tab]'))
  if (key.startsWith('Arrow'))
    return Boolean(element?.closest('[role=menu], [role=tablist], [role=slider], [role=listbox]'))
  return key.length === 1 && !settings.get().hasLetterKeys
}
