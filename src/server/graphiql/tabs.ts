const tabs = {
  newest: `# The newest executions of all backends:
# one statement to each.
query Newest {
  executionHistory(first: 20) {
    nodes {
      key flow status statusReason
      startedAt durationMs error
    }
    pageInfo { hasNextPage endCursor }
    unavailable
  }
}
`,
  runs: `# Failed runs with why, and how all runs stand.
# One statement for each kind of record.
query Runs {
  runs(filter: { status: [FAILED] }, first: 20) {
    nodes {
      id user tags status statusReason
      startedAt finishedAt durationMs
      steps { name counts { status value } }
    }
    pageInfo { hasNextPage endCursor }
  }
  statusCounts { counts { status value isExact } }
  flows(first: 20) {
    nodes { name lastRun { number status statusReason } }
  }
}
`,
  batch: `# Many executions by id, in the order asked
# for. What it cost stands in "extensions".
# The ids are those of --demo and of the tab
# Record. One that nobody knows answers null.
query Batch($ids: [ID!]!) {
  executions(ids: $ids) {
    id status statusReason attempt
    durationMs outputPreview
    run { id number status statusReason }
    nodeResults(first: 5) {
      nodes { nodeId status durationMs }
    }
  }
}
`,
  inspect: `# One execution with all that hangs on it.
# The id is one of --demo: put in any other.
query Inspect($id: ID!) {
  execution(id: $id) {
    key flow step status statusReason error
    attempts {
      nodes {
        number status statusReason
        startedAt finishedAt error
      }
    }
    inputs { json bytes }
    outputs { json bytes }
    parent { id status }
    children(first: 10) { nodes { id status } }
    dag {
      hash nodeCount
      nodes { id kind label }
      edges { source target kind }
    }
    metadata { nodes { field value ts } }
  }
}
`,
  graph: `# The graph that an execution follows, and
# what its nodes did.
# The id is one of --demo: put in any other.
query Graph($id: ID!) {
  execution(id: $id) {
    status durationMs nodeCount
    dag {
      title nodeCount
      groups { label collapsed nodeIds }
      nodes { id kind label }
      edges { source target kind label }
    }
    nodeResults(first: 300) {
      nodes {
        nodeId attempt status durationMs error
      }
    }
  }
}
`,
  record: `# Store an execution.
# Each element is answered for itself.
mutation Record {
  recordExecutions(input: { executions: [{
    id: "hello-1", flow: "Hello"
    inputs: { name: "world" }
    outputs: { greeting: "Hello, world" }
    attempts: [{
      number: 1, verdict: OK
      startedAt: "2026-11-21T09:00:00Z"
      finishedAt: "2026-11-21T09:00:01Z"
    }]
  }] }) {
    results {
      index ok id
      execution { key status durationMs }
      problem { code message field }
    }
  }
}
`,
  live: `# Runs as they change, until you stop it.
subscription Live {
  runsChanged {
    kind
    run { id status statusReason user }
  }
}
`,
  backends: `query Backends {
  backends { name kind reachable latencyMs }
}
`,
}

const ids = [
  'demo-train-recommender-36-evaluate',
  'demo-monthly-close-3',
  'demo-email-queue-229',
  'hello-1',
  'nobody-knows-this',
]

/** GraphiQL's initial tabs, with example queries. */
export const graphiqlOptions = {
  title: 'Execgraph',
  // It would send subscriptions by GET, which answers none.
  method: 'POST',
  defaultTabs: [
    { query: tabs.newest },
    { query: tabs.runs },
    { query: tabs.batch, variables: JSON.stringify({ ids }, null, 2) },
    { query: tabs.inspect, variables: '{ "id": "demo-research-agent-15-research-lead" }' },
    { query: tabs.graph, variables: '{ "id": "demo-monthly-close-2" }' },
    { query: tabs.record },
    { query: tabs.live },
    { query: tabs.backends },
  ],
}
