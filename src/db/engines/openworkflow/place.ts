import { refuseUnknown, schemaName, serverUrl, whole } from '../../urls/options.ts'

/** Where an OpenWorkflow keeps its tables. */
export type OpenWorkflowPlace = {
  /** The workflows of one namespace are read. */
  readonly namespace: string
} & (
  | { readonly url: string; readonly schema: string; readonly pool: number; readonly file?: never }
  | { readonly file: string; readonly url?: never }
)

/** Of what is behind the scheme and its colon. */
export function placeOnServer(name: string, rest: string): OpenWorkflowPlace {
  const { url, params } = serverUrl(name, `postgres:${rest}`, ['schema', 'namespace'])
  return {
    url: url.href,
    schema: schemaName(name, params, 'openworkflow'),
    namespace: namespaceOf(name, params),
    pool: whole(name, params, 'pool', { otherwise: 8, most: 1_000 }),
  }
}

export function placeInFile(name: string, rest: string): OpenWorkflowPlace {
  const [file = '', query] = rest.split('?', 2)
  if (file === '' || file === ':memory:')
    throw new Error(`Backend "${name}" names no file. Use openworkflow+sqlite:./openworkflow.db.`)
  const params = new URLSearchParams(query)
  refuseUnknown(name, params, ['namespace'])
  return { file, namespace: namespaceOf(name, params) }
}

/** It is written into statements. */
function namespaceOf(name: string, params: URLSearchParams): string {
  const text = params.get('namespace') ?? 'default'
  if (/^[\w.:@/ -]{1,255}$/.test(text)) return text
  throw new Error(
    `Backend "${name}": namespace= is not up to 255 letters, digits, spaces and any of "_", "-", ".", ":", "@" and "/".`,
  )
}
