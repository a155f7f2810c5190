import { type Hue, type Status, looks } from '../status/statuses.ts'

/** The colours of the page's theme as a canvas needs them. */
export interface Colours {
  readonly bg: string
  readonly raised: string
  readonly line: string
  readonly muted: string
  readonly text: string
  readonly accent: string
  readonly accentSoft: string
  readonly bar: string
  readonly barStrong: string
  readonly solid: Readonly<Record<Hue, string>>
}

export function coloursOf(element: Element): Colours {
  const probe = document.createElement('i')
  element.append(probe)
  const read = (token: string) => {
    // What a property of a colour computes to has no `light-dark()` in it any more.
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const hues = [...new Set(Object.values(looks).map(({ hue }) => hue))]
  const colours = {
    bg: read('bg'),
    raised: read('raised'),
    line: read('line'),
    muted: read('muted'),
    text: read('text'),
    accent: read('accent'),
    accentSoft: read('accent-soft'),
    bar: read('bar'),
    barStrong: read('bar-strong'),
    solid: Object.fromEntries(hues.map((hue) => [hue, read(hue)])) as Record<Hue, string>,
  }
  probe.remove()
  return colours
}

/** What has not happened is pale in the small. */
export const boxColour = (colours: Colours, status: Status): string => {
  if (status === 'PENDING' || status === 'SKIPPED') return colours.bar
  return colours.solid[looks[status].hue]
}
