const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `90s`, `5m`, `24h`, `7d` in milliseconds. */
export function spanMs(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  return count === undefined ? undefined : Number(count) * units[unit as keyof typeof units]
}

/** A time of an address: RFC 3339, or from now, as `-24h`. It stays relative in the address. */
export function timeOf(text: string, now: number): number | undefined {
  if (text.startsWith('-')) {
    const span = spanMs(text.slice(1))
    return span === undefined ? undefined : now - span
  }
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
