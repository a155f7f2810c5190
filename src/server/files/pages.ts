/** What is never a page of the dashboard: the API, GraphiQL, the files of pages, and what machines ask. */
const others = /^\/(?:graphql|graphiql|assets|healthz|readyz|metrics|mcp)(?:\/|$)/

/** Whether a path is one of the dashboard's, which also says in its own words that there is no such page. */
export const isDashboardPath = (path: string) => !others.test(path)

/** Pages execute nothing, whatever their query contains. */
export const isPage = (target: string) => {
  const [path = ''] = target.split('?', 1)
  return /^\/graphql\/?$/.test(path) || isDashboardPath(path)
}
