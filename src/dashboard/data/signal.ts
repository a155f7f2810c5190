import { useSyncExternalStore } from 'react'

/** A value that others may watch. */
export interface Signal<Value> {
  get(): Value
  set(value: Value): void
  /** Calls back after each change, until the returned function is called. */
  on(listener: () => void): () => void
}

export function createSignal<Value>(first: Value): Signal<Value> {
  const listeners = new Set<() => void>()
  let value = first
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export const useSignal = <Value>(signal: Signal<Value>): Value => useSyncExternalStore(signal.on, signal.get)
