/** Half a surrogate pair, which a store in memory may hold, has no place in an address. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** Browsers take `.` and `..` for ways up, however they are written. */
const part = (name: string) => encoded(/^~*\.{1,2}$/.test(name) ? `~${name}` : name)

/** Where the dashboard shows things. Without one, there are no addresses. */
export function linksTo(dashboard: string | undefined) {
  const at = (path: string) => (dashboard === undefined ? {} : { url: `${dashboard}${path}` })
  return {
    run: ({ backend, flow, number }: { backend: string; flow: string; number: number }) =>
      at(`/runs/${part(backend)}/${part(flow)}/${number}`),
    execution: ({ key }: { key: string }) => at(`/executions/${encoded(key)}`),
    group: ({ id }: { id: string }) => at(`/failures/${encoded(id)}`),
    comparison: (left: string | undefined, right: string) =>
      at(`/compare?${new URLSearchParams({ ...(left !== undefined && { a: left }), b: right })}`),
    attention: () => at('/attention'),
    queue: (backend: string) => at(`/queue/${part(backend)}`),
  }
}

export type Links = ReturnType<typeof linksTo>
