import { attention, compare, queue, why } from './explaining.ts'
import { findExecutions, findRuns, groups } from './finding.ts'
import type { Tool } from './tool.ts'
import { cancel, retry } from './writing.ts'

/** The tools that only read. */
export const readingTools: readonly Tool[] = [
  attention,
  findRuns,
  findExecutions,
  why,
  groups,
  compare,
  queue,
]

/** The tools that change something. They are there only where the operator says so. */
export const writingTools: readonly Tool[] = [cancel, retry]
