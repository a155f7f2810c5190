type Find = () => HTMLElement | null | undefined

/** What has been scrolled to is drawn within so many frames. */
const mostFrames = 20

/** Focuses what is drawn, now or when it has been scrolled to. */
export function focusSoon(find: Find, frames = mostFrames) {
  const node = find()
  if (node) node.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusSoon(find, frames - 1))
}

/** Focuses something if what had the focus is gone. */
export function focusIfLost(find: Find) {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) find()?.focus({ preventScroll: true })
  })
}
