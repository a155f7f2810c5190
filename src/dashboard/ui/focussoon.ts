type Find = () => HTMLElement | null | undefined

/** Focuses what is drawn, now or when it has been scrolled to. */
export function focusSoon(find: Find) {
  const node = find()
  if (node) node.focus({ preventScroll: true })
  else requestAnimationFrame(() => find()?.focus({ preventScroll: true }))
}
