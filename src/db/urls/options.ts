import type { Thresholds } from '../sql/scope.ts'
import { addPassword } from './password.ts'

/** It cannot be a part of a URL, so it may stand in a message. */
export const isHarmless = (text: string) => /^[\w .-]{1,63}$/.test(text)

/** The URL that the driver takes, and the options that are ours. */
export function serverUrl(name: string, text: string, options: readonly string[]) {
  const url = URL.parse(text)
  // A password with a slash in it would be taken for the path.
  if (!url || url.hostname === '' || url.pathname.includes('@')) {
    throw new Error(
      `The URL of backend "${name}" ${url?.hostname === '' ? 'names no host' : 'cannot be read'}. Use postgres://user:password@host:5432/database, with characters like # / ? @ in the password written as %23 %2F %3F %40.`,
    )
  }
  const params = new URLSearchParams(url.search)
  const own = [...options, 'pool', 'password-file']
  refuseUnknown(name, params, [...own, 'sslmode'])
  // The driver would send whatever else stands in the URL to the server, as a setting.
  for (const option of own) url.searchParams.delete(option)
  const file = params.get('password-file')
  if (file !== null) addPassword(name, url, file)
  return { url, params }
}

export const thresholdNames = ['run-heartbeat', 'task-heartbeat', 'old-task'] as const

export const thresholds = (name: string, params: URLSearchParams): Thresholds => ({
  runHeartbeat: whole(name, params, 'run-heartbeat', { otherwise: 360, most: 1e9 }),
  taskHeartbeat: whole(name, params, 'task-heartbeat', { otherwise: 60, most: 1e9 }),
  oldTask: whole(name, params, 'old-task', { otherwise: 86_400, most: 1e9 }),
})

export function whole(
  name: string,
  params: URLSearchParams,
  option: string,
  { otherwise, most }: { readonly otherwise: number; readonly most: number },
): number {
  const text = params.get(option)
  if (text === null) return otherwise
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value
  throw new Error(`Backend "${name}": ${option}=${text} is not a whole number from 1 to ${most}.`)
}

export function refuseUnknown(name: string, params: URLSearchParams, known: readonly string[]) {
  const unknown = [...params.keys()].find((option) => !known.includes(option))
  if (unknown === undefined) return
  // Behind a second URL it may be a part of its password.
  const what =
    isHarmless(unknown) && !params.has('direct') && !params.has('replica')
      ? `the unknown option "${unknown}"`
      : 'an option that cannot be read'
  const instead = known.length === 0 ? 'It takes none' : `Known: ${known.join(', ')}`
  throw new Error(`Backend "${name}" has ${what}. ${instead}.`)
}

/**
 * The schema of an engine's tables, as Postgres stores its name: upper and lower case are told apart. No name that it
 * may be needs more than quotation marks around it.
 */
export function schemaName(name: string, params: URLSearchParams, otherwise: string): string {
  const text = params.get('schema') ?? otherwise
  if (/^[\p{L}\p{N}_$.@ -]+$/u.test(text) && Buffer.byteLength(text) <= 63) return text
  const what = isHarmless(text) ? `schema=${text}` : 'schema'
  throw new Error(
    `Backend "${name}": ${what} is not a name of a schema: up to 63 bytes of letters, digits, spaces and any of "_", "-", ".", "$" and "@".`,
  )
}

/** The name of a table or a schema. */
export function identifier(name: string, params: URLSearchParams, option: string, otherwise: string): string {
  const text = params.get(option) ?? otherwise
  if (/^[A-Za-z_][\w$]{0,62}$/.test(text)) return text
  const what = isHarmless(text) ? `${option}=${text}` : option
  throw new Error(
    `Backend "${name}": ${what} is not a name of a table or schema: up to 63 letters, digits, "_" and "$", no digit first.`,
  )
}
