const query = `mutation ($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { id ok problem { message } } }
}`

const execution = { id: 'hello-1', flow: 'Hello', runNumber: 1, step: 'end', status: 'completed' }

/** How to record a first execution, which is the last step of a first run, with a server at this address. */
export function examplesFor(origin: string) {
  const body = JSON.stringify(
    { query: query.replace(/\s+/g, ' '), variables: { input: { executions: [execution] } } },
    null,
    2,
  )
  return {
    curl: `curl ${origin}/graphql \\
  -H 'content-type: application/json' \\
  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
    typescript: `const query = \`${query}\`
const executions = [{ id: 'hello-1', flow: 'Hello', runNumber: 1, step: 'end', status: 'completed' }]

const response = await fetch('${origin}/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables: { input: { executions } } }),
})
console.log(await response.json())`,
    demo: 'npm start -- --demo',
  }
}
