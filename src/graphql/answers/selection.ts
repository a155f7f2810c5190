import { type GraphQLResolveInfo, Kind, type SelectionNode } from 'graphql'

type Selecting = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

/** Whether one of these fields is selected. A field that a directive leaves out counts too. */
export const selects = ({ fieldNodes, fragments }: Selecting, ...names: readonly string[]): boolean =>
  fieldNodes.some(({ selectionSet }) => selectsOf(selectionSet?.selections, fragments, names))

/** How often a field of this name is selected, at any depth. */
export const timesSelected = ({ fieldNodes, fragments }: Selecting, name: string): number =>
  fieldNodes.reduce((sum, { selectionSet }) => sum + timesIn(selectionSet?.selections, fragments, name), 0)

function timesIn(
  selections: readonly SelectionNode[] = [],
  fragments: Selecting['fragments'],
  name: string,
): number {
  return selections.reduce((sum, selection) => {
    const own = selection.kind === Kind.FIELD && selection.name.value === name ? 1 : 0
    const within = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
    return sum + own + timesIn(within?.selectionSet?.selections, fragments, name)
  }, 0)
}

function selectsOf(
  selections: readonly SelectionNode[] = [],
  fragments: Selecting['fragments'],
  names: readonly string[],
): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return names.includes(selection.name.value)
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
    return selectsOf(spread?.selectionSet.selections, fragments, names)
  })
}
