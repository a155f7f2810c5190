import type { Scope, Thresholds } from './scope.ts'

/** Stores of a kind that have the same thresholds have the same scope, so that what is compiled for one serves all. */
export function scopeOfThresholds(make: (thresholds: Thresholds) => Scope) {
  const made = new Map<string, Scope>()
  return (thresholds: Thresholds): Scope => {
    const key = JSON.stringify(thresholds)
    const scope = made.get(key) ?? make(thresholds)
    made.set(key, scope)
    return scope
  }
}
