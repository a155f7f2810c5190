/** What a page shows of an execution. `outputPreview` is when it was written. */
const executionFields = 'id flow step status statusReason attempt startedAt finishedAt error outputPreview'

export const executionsChanged = `subscription ($ids: [ID!]!) {
  executionsChanged(ids: $ids) { kind id execution { ${executionFields} } } }`
export const executionsAsked = `query ($ids: [ID!]!) { executions(ids: $ids) { ${executionFields} } }`
/** `user` is when it was written. */
export const runsChanged = `subscription ($filter: RunFilter) {
  runsChanged(filter: $filter) { kind id run { id status statusReason user startedAt finishedAt } } }`

export const updateExecutions = `mutation ($input: UpdateExecutionsInput!) {
  updateExecutions(input: $input) { results { ok } } }`
export const recordExecutions = `mutation ($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { ok } } }`
export const recordRuns = `mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok } } }`

/** Sends a mutation whose elements must all be done. */
export async function mutate(url: string, query: string, input: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  })
  const text = await response.text()
  if (response.status !== 200 || text.includes('"ok":false') || text.includes('"errors"'))
    throw new Error(`It was answered ${response.status}: ${text.slice(0, 500)}`)
}
