type Find = () => HTMLElement | null | undefined

/** Focuses what is drawn, now or when it has been scrolled to. */
export function focusSoon(find: Find) {
  const node = find()
  if (node) node.focus({ preventScroll: true })
  else requestAnimationFrame(() => find()?.focus({ preventScroll: true }))
}

/** Focuses something if what had the focus is gone. */
export function focusIfLost(find: Find) {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) find()?.focus({ preventScroll: true })
  })
}
