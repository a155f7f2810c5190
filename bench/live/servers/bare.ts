import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { setInterval as every } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
import { present } from '../../common/present.ts'
import { shuffled, stamp } from '../writing.ts'

// The floor: no store and no GraphQL. It makes the changes itself, each of which is in one frame, and writes to each
// subscriber once a tick.
const tickMs = 50
const rate = Number(process.env['BENCH_RATE'])
const subscribers = new Map<string, ServerResponse[]>()

const frame = (kind: string, id: string, written: number, tick: number) =>
  Buffer.from(
    `event: next\nid: bare.${tick}\ndata: {"id":"1","payload":{"data":{"executionsChanged":{"kind":"${kind}","id":"${id}",` +
      `"execution":{"id":"${id}","flow":"Flow1","step":null,"status":"RUNNING","statusReason":"ATTEMPT_STARTED","attempt":1,` +
      `"startedAt":"2026-01-01T00:00:00.000Z","finishedAt":null,"error":null,"outputPreview":"${written}"}}}}}\n\n`,
  )

async function write(ms: number): Promise<void> {
  const ids = [...subscribers.keys()]
  const began = performance.now()
  let [made, tick] = [0, 0]
  const waiting = new Map<ServerResponse, Buffer[]>()
  const change = () => {
    const due = Math.floor(((performance.now() - began) / 1000) * rate) - made
    for (const number of shuffled(made, due, ids.length)) {
      const bytes = frame('UPDATE', ids[number]!, stamp(), tick)
      for (const one of subscribers.get(ids[number]!)!) waiting.set(one, [...(waiting.get(one) ?? []), bytes])
    }
    made += due
  }
  const tell = () => {
    tick += 1
    for (const [one, parts] of waiting) one.write(Buffer.concat(parts))
    waiting.clear()
  }
  const telling = setInterval(tell, tickMs)
  for await (const _ of every(10)) {
    change()
    if (performance.now() - began >= ms) break
  }
  clearInterval(telling)
  tell()
  process.send?.(made)
}

process.on('message', (asked) => {
  if (typeof asked === 'object' && asked !== null && 'ms' in asked) void write(Number(asked.ms))
})

await present(createServer((request, response) => void begin(request, response)))

async function begin(request: IncomingMessage, response: ServerResponse) {
  const { operations } = JSON.parse(await text(request)) as { operations: { variables: { ids: string[] } }[] }
  const { ids } = operations[0]!.variables
  for (const id of ids) subscribers.set(id, [...(subscribers.get(id) ?? []), response])
  request.socket.setNoDelay(true)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(Buffer.concat(ids.map((id) => frame('SNAPSHOT', id, 0, 0))))
}
