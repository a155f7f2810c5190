/** `extensions.code` of what the server refused. */
export function codeOf(error: Error): string | undefined {
  const { graphQLErrors } = error as {
    graphQLErrors?: readonly { readonly extensions?: Record<string, unknown> }[]
  }
  const code = graphQLErrors?.[0]?.extensions?.['code']
  return typeof code === 'string' ? code : undefined
}

/** Nobody answered, or a backend did not. Anything else would be refused again. */
export const mayAnswerLater = (error: Error): boolean =>
  [undefined, 'BACKEND_UNAVAILABLE'].includes(codeOf(error))
