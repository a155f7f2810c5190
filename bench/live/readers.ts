import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { executionsAsked } from './documents.ts'

/** What the process of the readers is asked for, one after another. */
export type Ask =
  | {
      readonly what: 'open'
      readonly url: string
      readonly bodies: readonly string[]
      readonly first: number
    }
  | { readonly what: 'poll'; readonly url: string; readonly lists: readonly (readonly string[])[] }
  | { readonly what: 'begin' }
  | { readonly what: 'end'; readonly written: Written }

/** When each write was sent, which is in what it wrote, and when it was answered: its changes were committed by then. */
export type Written = readonly (readonly [sent: number, answered: number])[]

/** What came in between. */
export interface Read {
  readonly frames: number
  /** Ticks that something came of. */
  readonly ticks: number
  /** Milliseconds from the commit of a change to here, sorted. */
  readonly times: readonly number[]
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
let [frames, firsts] = [0, 0]
let isMeasuring = false
const ticks = new Set<string>()
const seen = new Set<string>()
let [sent, arrived]: [number[], number[]] = [[], []]

process.on('message', (ask: Ask) => {
  answer(ask).then(
    (answered) => process.send?.(answered ?? 'done'),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())

async function answer(ask: Ask): Promise<Read | undefined> {
  if (ask.what === 'open') {
    for (const body of ask.bodies) await open(ask.url, body)
    while (firsts < ask.first) await pause(50)
  } else if (ask.what === 'poll') {
    for (const [index, ids] of ask.lists.entries()) void poll(ask.url, ids, index / ask.lists.length)
  } else if (ask.what === 'begin') {
    frames = 0
    sent = []
    arrived = []
    ticks.clear()
    isMeasuring = true
  } else {
    isMeasuring = false
    return { frames, ticks: ticks.size, times: timesSince(new Map(ask.written)) }
  }
  return undefined
}

/** A change that came before its write was answered took no time. What nothing says was committed when it was sent. */
function timesSince(answered: ReadonlyMap<number, number>): number[] {
  const times = sent.map((at, index) => Math.max(0, arrived[index]! - (answered.get(at) ?? at)))
  return times.toSorted((a, b) => a - b)
}

function note(written: number, now: number): void {
  sent.push(written)
  arrived.push(now)
}

function open(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'accept': 'text/event-stream',
    }
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`It answered ${response.statusCode}.`))
      let rest = ''
      response.setEncoding('latin1')
      response.on('data', (text: string) => {
        const end = text.lastIndexOf('\n\n')
        if (end === -1) return void (rest += text)
        take(rest + text.slice(0, end + 2))
        rest = text.slice(end + 2)
      })
      resolve()
    })
    asked.on('error', reject).end(body)
  })
}

/** When it was written stands in what was written. */
const stamp = /"(?:outputPreview|user)":"(\d+(?:\.\d+)?)"/g
const stampNames = ['"outputPreview":"', '"user":"']
const [frameStart, tickStart, snapshot] = ['event: next', '\nid: ', '"kind":"SNAPSHOT"']

function take(text: string): void {
  const now = performance.timeOrigin + performance.now()
  const isFirst = text.includes(snapshot)
  if (isFirst) for (const _ of textsBetween(text, snapshot, ',')) firsts += 1
  if (!isMeasuring || isFirst) return
  for (const _ of textsBetween(text, frameStart, '\n')) frames += 1
  for (const tick of textsBetween(text, tickStart, '\n')) ticks.add(tick)
  for (const name of stampNames)
    for (const written of textsBetween(text, name, '"')) note(Number(written), now)
}

/** By search alone: there are a hundred thousand frames a second, and the readers must not be what is measured. */
function* textsBetween(text: string, start: string, end: string) {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at)) {
    at += start.length
    const to = text.indexOf(end, at)
    yield text.slice(at, to)
  }
}

/** Asks each second, as a page does that has no streams. What it finds anew counts as a frame. */
async function poll(url: string, ids: readonly string[], phase: number): Promise<void> {
  const body = JSON.stringify({ query: executionsAsked, variables: { ids } })
  await pause(phase * 1000)
  for (;;) {
    const began = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const text = await response.text()
    const now = performance.timeOrigin + performance.now()
    for (const [, written] of text.matchAll(stamp)) {
      if (seen.has(ids[0]! + written!)) continue
      seen.add(ids[0]! + written!)
      if (!isMeasuring) continue
      frames += 1
      note(Number(written), now)
    }
    await pause(Math.max(0, 1000 - (performance.now() - began)))
  }
}
