import type { FlowRowFragment } from './flows.gen.ts'

/** Which flows of the list are shown, by their last run. */
export const shows = ['all', 'failing', 'running'] as const
export type Show = (typeof shows)[number]

export const showOf = (text: string | undefined): Show => shows.find((one) => one === text) ?? 'all'

const statuses = { failing: 'FAILED', running: 'RUNNING' } as const

export const shownFlows = (flows: readonly FlowRowFragment[], show: Show) =>
  show === 'all' ? flows : flows.filter(({ lastRun }) => lastRun?.status === statuses[show])
