/** What a worker sends. Servers that execute only documents which they trust know these texts. */
export const workerDocuments = {
  claimActions: `mutation ($input: ClaimActionsInput!) { claimActions(input: $input) {
  actions { executionId nodeId flow kind attempt leaseToken timeoutMs input } } }`,
  completeActions: `mutation ($input: CompleteActionsInput!) { completeActions(input: $input) {
  results { problem { code message } } } }`,
  extendLeases: `mutation ($input: ExtendLeasesInput!) { extendLeases(input: $input) {
  results { problem { code message } } } }`,
}
