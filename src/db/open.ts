import type { Backend } from './backend.ts'
import { whyNotBeside } from './detect.ts'
import type { BackendUrl } from './url.ts'
import { traced } from './watching/tracing.ts'
import { createReports } from './watching/report.ts'
import { watched } from './watching/watched.ts'

/** Opens a store and brings its schema up to date. */
export async function openBackend({ store, mayCreate }: BackendUrl): Promise<Backend> {
  const reports = createReports()
  return watched(traced(await store.open(reports.report, mayCreate ? undefined : whyNotBeside)), reports)
}
