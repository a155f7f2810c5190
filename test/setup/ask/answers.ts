import type { Answer } from '../servers/api.ts'

/** How many statements an answer says that each backend got. Empty when no backend was asked. */
export const statements = (answer: Answer): Record<string, number> =>
  Object.fromEntries(answer.extensions!.backends.map((cost) => [cost.name, cost.statements]))

/** How many rows an answer says that each backend gave. */
export const rows = (answer: Answer): Record<string, number> =>
  Object.fromEntries(answer.extensions!.backends.map((cost) => [cost.name, cost.rows]))

/** The errors of an answer without their words: where, and what a program reads of them. */
export const errors = (answer: Answer): object[] =>
  (answer.errors ?? []).map(({ path, extensions }) => ({ ...(path && { path }), ...extensions }))

/** A number for each backend of a setup. */
export const each = <T>(setup: { kinds: object }, value: T): Record<string, T> =>
  Object.fromEntries(Object.keys(setup.kinds).map((name) => [name, value]))
