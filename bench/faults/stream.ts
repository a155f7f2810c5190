import { setTimeout as pause } from 'node:timers/promises'
import { type Ledger, note } from './ledger.ts'

const query = `subscription ($ids: [ID!]!) {
  executionsChanged(ids: $ids) { kind backend execution { outputPreview } } }`

/** Watches an execution that is written all the time. It works when a number is seen that was not seen before. */
export async function followBeacon(url: string, ledger: Ledger, signal: AbortSignal): Promise<void> {
  let last = 0
  while (!signal.aborted) {
    try {
      for await (const text of linesOf(url, signal)) {
        const seen = Number(/"outputPreview":"(\d+)"/.exec(text)?.[1] ?? 0)
        if (seen > last) note(ledger, 'stream')
        last = Math.max(last, seen)
        if (text.includes('"errors"')) ledger.wrong.push(text.slice(0, 300))
      }
    } catch (error) {
      if (!signal.aborted) ledger.wrong.push(`The stream: ${String(error)}`)
    }
    if (!signal.aborted) await pause(100)
  }
}

async function* linesOf(url: string, signal: AbortSignal): AsyncGenerator<string> {
  const operations = [{ id: '1', query, variables: { ids: ['beacon'] } }]
  const response = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept': 'text/event-stream' },
    body: JSON.stringify({ operations }),
    signal,
  })
  let rest = ''
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + part).split('\n')
    rest = lines.pop()!
    yield* lines
  }
}
