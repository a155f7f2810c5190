// Some browsers have a language that Intl refuses, so it is never named.
const plain = new Intl.NumberFormat(undefined)
const thousands = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })

/** `1,865`, and from 100,000 `123k`. */
export function count(value: number): string {
  return value > 99_999 ? `${thousands.format(Math.floor(value / 1_000))}k` : plain.format(value)
}

/** `123,456`, however many. */
export const exactly = (value: number) => plain.format(value)

/** A count that may be a floor: `10,000+`. */
export const countOf = ({ value, isExact }: { value: number; isExact: boolean }) =>
  isExact ? count(value) : `${count(value)}+`

/** `1 run`, `2 runs`. */
export const counted = (value: number, one: string, many = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : many}`

/** `1.4 MB`, decimal. */
export function bytes(value: number): string {
  const sizes = ['B', 'kB', 'MB', 'GB', 'TB']
  let [size, index] = [value, 0]
  while (size >= 999.5 && index < sizes.length - 1) {
    size /= 1_000
    index += 1
  }
  return `${index === 0 || size >= 99.5 ? Math.round(size) : size.toFixed(1)} ${sizes[index]}`
}

/** `2.9x`, from 10 on `12x`. */
export const times = (ratio: number) => `${ratio >= 9.95 ? Math.round(ratio) : ratio.toFixed(1)}x`
