import { isHarmless } from './options.ts'

/** The name of a table or a schema that an option gives. */
export function identifier(name: string, params: URLSearchParams, option: string, otherwise: string): string {
  const text = params.get(option) ?? otherwise
  if (/^[A-Za-z_][\w$]{0,62}$/.test(text)) return text
  const what = isHarmless(text) ? `${option}=${text}` : option
  throw new Error(
    `Backend "${name}": ${what} is not a name of a table or schema: up to 63 letters, digits, "_" and "$", no digit first.`,
  )
}
