const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const

/** A span of time in its two largest units: `3 h 12 min`. */
export function spanText(ms: number): string {
  const whole = Math.max(0, Math.floor(ms))
  const place = units.findIndex(([unit]) => whole >= unit)
  if (place < 0) return `${whole} ms`
  const [[unit, name], smaller] = [units[place]!, units[place + 1]]
  const rest = smaller ? Math.floor((whole % unit) / smaller[0]) : 0
  const large = `${Math.floor(whole / unit)} ${name}`
  return rest > 0 ? `${large} ${rest} ${smaller![1]}` : large
}
