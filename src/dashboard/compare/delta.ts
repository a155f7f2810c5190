import { duration } from '../format/durations.ts'

/** Beyond this share a difference stands out. */
const loudShare = 0.2

export interface Delta {
  /** `3.1x`. */
  readonly ratio: string | undefined
  /** `+1 h 57`. */
  readonly by: string
  readonly isLoud: boolean
}

/** `8x`, `1.25x`, `0.4x`. */
export const ratioText = (ratio: number) =>
  `${ratio >= 10 ? Math.round(ratio) : Number(ratio.toFixed(ratio < 2 ? 2 : 1))}x`

/** How much longer B took than A. `undefined`: one of them is unknown, or they are as good as equal. */
export function durationDelta(left: number | null, right: number | null): Delta | undefined {
  if (left === null || right === null) return undefined
  const by = right - left
  const isLoud = left > 0 && Math.abs(by) > left * loudShare
  const text = by === 0 ? 'equal' : `${by > 0 ? '+' : '−'}${duration(Math.abs(by))}`
  return { ratio: isLoud ? ratioText(right / left) : undefined, by: text, isLoud }
}

const numbers = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 })

/** How two values differ that are numbers, also with a unit: `17.9 GiB`. */
export function valueDelta(left: string, right: string): Delta | undefined {
  const [from, to] = [measureOf(left), measureOf(right)]
  if (!from || !to || from.unit !== to.unit) return undefined
  const by = to.value - from.value
  const isLoud = Math.abs(by) > Math.abs(from.value) * loudShare
  const isRatio = isLoud && from.value > 0 && to.value > 0
  const text = `${by < 0 ? '−' : '+'}${numbers.format(Math.abs(by))}${to.unit && ` ${to.unit}`}`
  return { ratio: isRatio ? ratioText(to.value / from.value) : undefined, by: text, isLoud }
}

function measureOf(text: string): { readonly value: number; readonly unit: string } | undefined {
  const [, digits, unit = ''] =
    /^\s*(-?\d{1,15}(?:\.\d+)?(?:e[+-]?\d{1,3})?)(?:\s?([a-z%°/]{1,8}))?\s*$/i.exec(text) ?? []
  return digits === undefined ? undefined : { value: Number(digits), unit }
}
