const two = (value: number) => String(value).padStart(2, '0')

/** `820 ms`, `4.2 s`, `43 s`, `3:07`, `2 h 05`, `3 d 4 h`; negative if clocks disagree. */
export function duration(ms: number): string {
  if (ms < 0) return `−${duration(-ms)}`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return clock(ms)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`
  const hours = Math.floor(minutes / 60)
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** What counts up or down once a second: `0:42`, `3:07`, then as `duration`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  return seconds < 3_600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}` : duration(ms)
}

/** What runs: no tenths, which would only flicker. */
export const running = (ms: number) =>
  ms < 60_000 ? `${Math.max(0, Math.floor(ms / 1_000))} s` : duration(ms)
