/** `extensions.code` of what the server refused. */
export function codeOf(error: Error): string | undefined {
  const { graphQLErrors } = error as {
    graphQLErrors?: readonly { readonly extensions?: Record<string, unknown> }[]
  }
  const code = graphQLErrors?.[0]?.extensions?.['code']
  return typeof code === 'string' ? code : undefined
}

/** The id of the request that was refused, by which the server's log knows it. */
export function requestIdOf(error: Error): string | undefined {
  const { response } = error as { response?: Response }
  return response?.headers.get('x-request-id') ?? undefined
}
