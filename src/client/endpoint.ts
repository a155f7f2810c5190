/** The API of a server whose address is given with or without `/graphql`. */
export function endpointOf(url: string): string {
  if (typeof url !== 'string' || !/^(?:https?:\/\/.|\/)/.test(url))
    throw new TypeError(
      '"url" must be the URL of a server, such as http://127.0.0.1:4000, or "/" in its own page.',
    )
  const base = url.replace(/\/+$/, '')
  return base.endsWith('/graphql') ? base : `${base}/graphql`
}
