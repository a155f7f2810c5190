/** Names of things beside each other, without what they all begin with: `train-1`, `train-2` are `1`, `2`. */
export function shortNames(names: readonly string[]): readonly string[] {
  const [first] = names
  if (first === undefined || names.length === 1) return names
  let length = first.length
  for (const name of names) {
    let same = 0
    while (same < length && name[same] === first[same]) same += 1
    length = same
  }
  const cut =
    Math.max(...['-', '_', '/', ':', '.', ' '].map((mark) => first.lastIndexOf(mark, length - 1))) + 1
  const short = names.map((name) => name.slice(cut))
  return short.every((name) => name !== '') ? short : names
}
