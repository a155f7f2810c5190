import { directionsShown } from '../format/directions.ts'

export type Show = 'all' | 'new' | 'rising'

const dayMs = 86_400_000

interface Judgeable {
  readonly id: string
  readonly count: number
  readonly isNew: boolean
  readonly isRising: boolean
}

const shows: readonly Show[] = ['all', 'new', 'rising']
export const showOf = (text: string | undefined): Show => shows.find((show) => show === text) ?? 'all'

/** What is new or rising stands first, whatever the order. The order holds within both parts. */
export function partsOf<Group extends Judgeable>(groups: readonly Group[], show: Show) {
  const shown = groups.filter(({ isNew, isRising }) => show === 'all' || (show === 'new' ? isNew : isRising))
  const isLoud = ({ isNew, isRising }: Group) => isNew || isRising
  return [
    { title: 'New or rising', groups: shown.filter(isLoud) },
    { title: 'Known', groups: shown.filter((group) => !isLoud(group)) },
  ].filter((part) => part.groups.length > 0)
}

/**
 * New is what first failed within the time that is shown, and not more than a day before its end: in a month that
 * begins with the store, everything would be new.
 */
export const freshOf = <Group extends Judgeable & { readonly firstSeen: string }>(
  groups: readonly Group[],
  end: number,
): readonly Group[] =>
  groups.map((group) =>
    group.isNew && end - Date.parse(group.firstSeen) > dayMs ? { ...group, isNew: false } : group,
  )

/** Pages of groups, one after another. A group that has moved between them stands where it was first. */
export function joined<Group extends Judgeable>(pages: readonly (readonly Group[])[]): readonly Group[] {
  const seen = new Set<string>()
  return pages.flat().filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** The rule of the API, in the words that `attention` has for it. */
export const risingTip = 'at least ten times as many in the last hour as usual'

export function totalsOf(groups: readonly Judgeable[]) {
  return {
    failures: groups.reduce((sum, { count }) => sum + count, 0),
    fresh: groups.filter(({ isNew }) => isNew).length,
    rising: groups.filter(({ isRising }) => isRising).length,
  }
}

/** `SupportAgent 27, ResearchAgent 6, and 2 more`. */
export function flowsText(
  flows: readonly { readonly flow: string; readonly count: number }[],
  most = 3,
): string {
  const named = flows.slice(0, most).map(({ flow, count }) => `${directionsShown(flow)} ${count}`)
  return [...named, ...(flows.length > most ? ['and more'] : [])].join(', ')
}
