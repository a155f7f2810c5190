import type { Hue } from '../status/statuses.ts'

const solid: Record<Hue, string> = {
  'running': '#4b8efa',
  'completed': '#4a9c78',
  'failed': '#d8363b',
  'timed-out': '#de9c00',
  'waiting': '#b46be5',
  'cancelled': '#8a94a3',
}

let [hue, isLost] = [undefined as Hue | undefined, false]

/** The tab's icon is a dot of the worst status on the page. */
export function showFavicon(worst: Hue | undefined) {
  hue = worst
  draw()
}

/** Grey while the connection is lost. */
export function showLost(lost: boolean) {
  isLost = lost
  draw()
}

function draw() {
  const colour = isLost ? '#8a94a3' : hue ? solid[hue] : '#0b57c2'
  const form = isLost ? `fill="none" stroke="${colour}" stroke-width="3"` : `fill="${colour}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" ${form}/></svg>`
  document
    .querySelector('link[rel=icon]')
    ?.setAttribute('href', `data:image/svg+xml,${encodeURIComponent(svg)}`)
}
