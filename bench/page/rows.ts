/** Sends writes to a server, in calls that it takes. */
export interface Sender {
  send(mutation: string, input: object): Promise<void>
}

export function senderTo(url: string): Sender {
  return {
    async send(mutation, input) {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
      const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { results { ok problem { message } } } }`
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { input } }),
      })
      const { data, errors } = (await response.json()) as {
        data?: Record<string, { results: { ok: boolean; problem: { message: string } | null }[] }>
        errors?: unknown
      }
      const refused = data?.[mutation]?.results.find(({ ok }) => !ok)
      if (errors || refused) throw new Error(JSON.stringify(errors ?? refused))
    },
  }
}

const call = 500
const iso = (ms: number) => new Date(ms).toISOString()

/** Runs of ten flows over the last day, of which a tenth failed and a twentieth runs. */
export async function sendRuns({ send }: Sender, count: number, now: number) {
  for (let from = 0; from < count; from += call) {
    const runs = Array.from({ length: Math.min(call, count - from) }, (_, index) =>
      runAt(from + index, count, now),
    )
    await send('recordRuns', { runs })
  }
}

function runAt(index: number, count: number, now: number) {
  const startedAt = now - Math.floor(((count - index) / count) * 86_000_000)
  const number = Math.floor(index / 10) + 1
  const isOpen = index % 20 === 7
  const run = {
    flow: `Flow${index % 10}`,
    number,
    user: `user${index % 7}`,
    tags: ['prod', `team:${index % 5}`],
    startedAt: iso(startedAt),
    heartbeatAt: iso(isOpen ? now : startedAt + 5_000),
  }
  if (isOpen) return run
  return { ...run, verdict: { ok: index % 10 !== 3, at: iso(startedAt + 5_000 + (index % 97) * 100) } }
}

/** A run of that many tasks, a hundred to a step. */
export async function sendTasks({ send }: Sender, count: number, now: number) {
  const run = {
    flow: 'Wide',
    number: 1,
    user: 'amara',
    startedAt: iso(now - 3_600_000),
    heartbeatAt: iso(now),
  }
  await send('recordRuns', { runs: [run] })
  for (let from = 0; from < count; from += call) {
    const executions = Array.from({ length: Math.min(call, count - from) }, (_, each) =>
      taskAt(from + each, now),
    )
    await send('recordExecutions', { executions })
  }
}

function taskAt(index: number, now: number) {
  const startedAt = now - 3_500_000 + index * 500
  return {
    id: `wide-${index}`,
    flow: 'Wide',
    runNumber: 1,
    step: `step${Math.floor(index / 100)}`,
    attempts: [{ number: 1, startedAt: iso(startedAt), finishedAt: iso(startedAt + 20_000), verdict: 'OK' }],
  }
}

/** An execution whose layered graph has that many nodes, one and a half edges to a node. */
export async function sendGraph({ send }: Sender, nodes: number, now: number) {
  const width = Math.ceil(Math.sqrt(nodes))
  const edges = Array.from({ length: Math.floor(nodes * 1.5) }, (_, index) => {
    const target = width + ((index * 7_919) % (nodes - width))
    const layer = Math.floor(target / width)
    const source = (layer - 1) * width + ((index * 104_729) % width)
    return { source: `n${source}`, target: `n${target}` }
  })
  const unique = [...new Map(edges.map((edge) => [`${edge.source} ${edge.target}`, edge])).values()]
  const execution = {
    id: `graph-${nodes}`,
    flow: 'Graphs',
    attempts: [{ number: 1, startedAt: iso(now - 60_000), finishedAt: iso(now), verdict: 'OK' }],
    dag: { nodes: Array.from({ length: nodes }, (_, index) => ({ id: `n${index}` })), edges: unique },
  }
  await send('recordExecutions', { executions: [execution] })
}
