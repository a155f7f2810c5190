/** What the doctor found. */
export interface Finding {
  readonly level: 'ok' | 'note' | 'problem'
  /** What was looked at, in a word. */
  readonly check: string
  readonly text: string
  /** What to do about it. */
  readonly todo?: string
}

export const fine = (check: string, text: string): Finding => ({ level: 'ok', check, text })
export const note = (check: string, text: string, todo?: string): Finding => ({
  level: 'note',
  check,
  text,
  ...(todo !== undefined && { todo }),
})
export const problem = (check: string, text: string, todo: string): Finding => ({
  level: 'problem',
  check,
  text,
  todo,
})

/** Numbers of bytes for people. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${Number((bytes / 1_000 ** power).toPrecision(3))} ${units[power]}`
}
