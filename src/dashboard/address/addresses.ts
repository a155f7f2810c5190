/** Where a run is shown. */
export const runAddress = ({ backend, flow, number }: { backend: string; flow: string; number: number }) =>
  `/runs/${encodeURIComponent(backend)}/${encodeURIComponent(flow)}/${number}`

/** Where an execution is shown, by its key. */
export const executionAddress = (key: string) => `/executions/${encodeURIComponent(key)}`

export const groupAddress = (id: string) => `/failures/${encodeURIComponent(id)}`

export const flowAddress = ({ backend, name }: { backend: string; name: string }) =>
  `/flows/${encodeURIComponent(backend)}/${encodeURIComponent(name)}`

/** Without `a`, the last good one before `b`. */
export const compareAddress = ({ a, b }: { a?: string | undefined; b: string }) =>
  `/compare?${new URLSearchParams({ ...(a !== undefined && { a }), b })}`

export const watchAddress = (ids: readonly string[]): string =>
  `/watch?${new URLSearchParams({ ids: ids.join(',') })}`
