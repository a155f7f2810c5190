import { createColumns } from '../columns/columns.ts'

/** The columns of a list of runs, with a box to select a row before them. */
export const runColumns = createColumns({
  widths: {
    status: 'minmax(200px, 364fr)',
    flow: 'minmax(100px, 176fr)',
    name: 'minmax(80px, 136fr)',
    user: '84px',
    started: '108px',
    took: '148px',
    tags: 'minmax(60px, 170fr)',
    backend: '64px',
  },
  names: {
    status: 'Status and reason',
    flow: 'Flow',
    name: 'Number, name',
    user: 'User',
    started: 'Started',
    took: 'Duration, to median',
    tags: 'Tags',
    backend: 'Backend',
  },
  telling: ['name', 'flow'],
  before: '32px',
})

export type RunColumn = (typeof runColumns.all)[number]
