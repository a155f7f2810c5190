import type { BackendUrl } from '../../db/url.ts'
import { type Option, list } from './kinds.ts'
import { backendsOf } from './values.ts'

/** Stores that a command works on itself. They are never taken from the environment: it may name those of a server. */
export const stores = (help: readonly string[]): Option<readonly BackendUrl[] | undefined> =>
  list<readonly BackendUrl[] | undefined>({
    shown: 'name=url',
    absent: undefined,
    read: backendsOf,
    help,
  })
