/** A text within an address. Half a surrogate pair, which a store in memory may hold, has no place there. */
export const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** A name as a part of a path. Browsers take `.` and `..` for ways up, however they are written. */
const part = (name: string) => encoded(/^~*\.{1,2}$/.test(name) ? `~${name}` : name)

/** The name of a part of a path. */
export const nameOfPart = (text: string) => (/^~+\.{1,2}$/.test(text) ? text.slice(1) : text)

/** Where a run is shown. */
export const runAddress = ({ backend, flow, number }: { backend: string; flow: string; number: number }) =>
  `/runs/${part(backend)}/${part(flow)}/${number}`

/** Where an execution is shown, by its key. */
export const executionAddress = (key: string) => `/executions/${encoded(key)}`

export const groupAddress = (id: string) => `/failures/${encoded(id)}`

export const flowAddress = ({ backend, name }: { backend: string; name: string }) =>
  `/flows/${part(backend)}/${part(name)}`

/** Without `a`, the last good one before `b`. */
export const compareAddress = ({ a, b }: { a?: string | undefined; b: string }) =>
  `/compare?${new URLSearchParams({ ...(a !== undefined && { a }), b })}`

export const watchAddress = (ids: readonly string[]): string =>
  `/watch?${new URLSearchParams({ ids: ids.join(',') })}`
