import { createColumns } from '../columns/columns.ts'

/** The columns of the history of executions. */
export const executionColumns = createColumns({
  widths: {
    status: 'minmax(180px, 2.4fr)',
    id: 'minmax(120px, 1.9fr)',
    flow: 'minmax(90px, 1.2fr)',
    step: 'minmax(60px, 0.8fr)',
    of: '72px',
    started: '104px',
    took: '140px',
    tags: 'minmax(60px, 1.2fr)',
    backend: '64px',
  },
  names: {
    status: 'Status and reason',
    id: 'Execution',
    flow: 'Flow',
    step: 'Step',
    of: 'Run',
    started: 'Started',
    took: 'Duration, to median',
    tags: 'Tags',
    backend: 'Backend',
  },
  telling: ['id'],
})

export type ExecutionColumn = (typeof executionColumns.all)[number]
