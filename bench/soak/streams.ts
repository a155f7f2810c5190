import { executionsChanged, runsChanged } from '../live/documents.ts'

const queueChanged = 'subscription { queueChanged { open inFlight } }'

/** Opens a stream of several subscriptions, reads it for a while, and leaves it. */
export async function comeAndGo(url: string, ids: readonly string[], ms: number): Promise<void> {
  const operations = [
    { id: 'executions', query: executionsChanged, variables: { ids } },
    { id: 'runs', query: runsChanged, variables: { filter: { flow: ['flow1'] } } },
    { id: 'queue', query: queueChanged },
  ]
  const leaving = AbortSignal.timeout(Math.max(1, Math.round(ms)))
  try {
    const response = await fetch(`${url}/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept': 'text/event-stream' },
      body: JSON.stringify({ operations }),
      signal: leaving,
    })
    if (response.status !== 200)
      throw new Error(`A stream was answered ${response.status}: ${await response.text()}`)
    for await (const part of response.body!) void part
  } catch (error) {
    if (!leaving.aborted) throw error
  }
}
