interface Named {
  readonly id: string
  readonly name: string
}

const mostFlows = 8

/**
 * The flows whose names have the text in them, in upper or lower case: first those that begin as it was typed, then those that
 * begin so in another case.
 */
export function flowsFound<Flow extends Named>(
  text: string,
  lists: readonly (readonly Flow[])[],
): readonly Flow[] {
  const wanted = text.toLowerCase()
  const rankOf = ({ name }: Flow) =>
    name.startsWith(text) ? 0 : name.toLowerCase().startsWith(wanted) ? 1 : 2
  const flows = [...new Map(lists.flat().map((flow) => [flow.id, flow])).values()]
  return flows
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .slice(0, mostFlows)
}

/** The store finds names by how they begin, in their own case, which is often a capital letter. */
export const capitalOf = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
