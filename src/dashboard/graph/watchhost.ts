interface Watched {
  recolour(): void
  resize(size: { width: number; height: number }): void
}

/** Size, resolution and theme of an element. The size is told at once. */
export function watchHost(host: HTMLElement, { recolour, resize }: Watched): () => void {
  const measure = () => resize({ width: host.clientWidth, height: host.clientHeight })
  const sizes = new ResizeObserver(measure)
  sizes.observe(host)
  const themes = new MutationObserver(recolour)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', recolour)
  const dense = watchResolution(measure)
  measure()
  return () => {
    sizes.disconnect()
    themes.disconnect()
    dark.removeEventListener('change', recolour)
    dense()
  }
}

/** A query knows one resolution only. */
function watchResolution(change: () => void): () => void {
  let query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
  const listener = () => {
    query.removeEventListener('change', listener)
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    query.addEventListener('change', listener)
    change()
  }
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
