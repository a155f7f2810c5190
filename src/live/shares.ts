import type { LiveDocument } from './events.ts'

/** So many events are rendered at once: what may be read for them is as much as for a query of as many ids. */
const mostEvents = 500
/** And so many fields: they are resolved, or refused, at a stretch. */
const mostFields = 4_000

/** How many events of a document are rendered at once. */
export const mostOfShare = ({ width }: LiveDocument): number =>
  Math.max(1, Math.min(mostEvents, Math.floor(mostFields / width)))
