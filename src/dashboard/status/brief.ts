import { directionsShown } from '../format/directions.ts'

/**
 * A failure's summary where the flow stands beside it: `render: SMTP 550` instead of `Node render of flow EmailQueue
 * failed: SMTP 550`.
 */
export const briefSummary = (summary: string) =>
  directionsShown(summary)
    .replace(/^(?:Node|Step) (.+?)(?: of (?:flow|step) .+?)? failed(?: after \d+ attempts?)?: /, '$1: ')
    .replace(/^(?:Flow|Execution of flow) .+? failed(?: after \d+ attempts?)?: /, '')

/** The same of what has a reason. */
export const briefly = <One extends { readonly failure?: { readonly summary: string } | null | undefined }>(
  one: One,
): One =>
  one.failure ? { ...one, failure: { ...one.failure, summary: briefSummary(one.failure.summary) } } : one
