import type { Backend } from '../../db/backend.ts'

/** The backends behind those that viewers are given. */
const wholes = new WeakMap<Backend, Backend>()

/** A backend without the limits of a viewer. */
export const wholeOf = (backend: Backend): Backend => wholes.get(backend) ?? backend

/** A backend that is used otherwise. What a store that is not up yet does not know is asked of it later. */
export function seenThrough(backend: Backend, otherwise: Partial<Backend>): Backend {
  const seen: Backend = Object.setPrototypeOf({ ...otherwise }, backend)
  wholes.set(seen, backend)
  return seen
}
