/** What follows may be repeated in a message: a word, and no URL or token, which may be secret. */
export const isWord = (text: string): boolean => /^(?!egt_)[a-z][\w-]{0,30}$/i.test(text)

/** How many letters may be wrong, missing or too many. */
const mostWrong = 2

/** The name that a mistyped one may mean. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const word = given.toLowerCase()
  const begun = names.filter((name) => word.length > 1 && name.startsWith(word))
  if (begun.length === 1) return begun[0]
  const [best] = names
    .map((name) => ({ name, wrong: distance(word, name) }))
    .toSorted((a, b) => a.wrong - b.wrong)
  return best && best.wrong <= mostWrong && best.wrong < word.length / 2 ? best.name : undefined
}

/** How many letters differ: wrong ones, missing ones, and two that changed places. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at]
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = one[at - 1] === other[to - 1]
      const isTurned = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]
      const least = Math.min(
        rows[at - 1]![to]! + 1,
        row[to - 1]! + 1,
        rows[at - 1]![to - 1]! + (isSame ? 0 : 1),
      )
      row.push(isTurned ? Math.min(least, rows[at - 2]![to - 2]! + 1) : least)
    }
    rows.push(row)
  }
  return rows[one.length]![other.length]!
}
