import type { Patch } from '../seeds/patches.ts'
import type { Told } from './patchtold.ts'
import { at } from '../seeds/records.ts'

interface Attempt {
  readonly startedAt: number
  verdict?: string
  finishedAt?: number
  error?: string | null
}

interface NodeResult {
  status: string
  startedAt: number | null
  finishedAt: number | null
  error: string | null
  value: number | null
}

/** An execution as plain values: what the rules say of one that is told about by patches. */
interface Known {
  version: number
  /** What is kept of those that end well: all or none. */
  readonly sampled: boolean
  attempts: Record<number, Attempt>
  current: number
  startedAt: number | null
  state: string | null
  heartbeatAt: number | null
  timeout: number | null
  outputs: number | null
  nodes: Record<string, NodeResult>
  tags: string[]
  notes: string[]
}

export type Model = Map<string, Known>

export type Said = { readonly ok: boolean; readonly stored: boolean; readonly code: string | null }

class No extends Error {}
const no = (code = 'CONFLICT') => new No(code)

export const pendingOne = (sampled: boolean): Known => ({
  version: 1,
  sampled,
  attempts: {},
  current: 0,
  startedAt: null,
  state: null,
  heartbeatAt: null,
  timeout: null,
  outputs: null,
  nodes: {},
  tags: [],
  notes: [],
})

const verdictOf = (one: Known) => one.attempts[one.current]?.verdict

/** What becomes of one thing that is told, and what is said of it. */
export function hear(model: Model, id: string, told: Told): Said {
  const refuse = (code: string) => ({ ok: false, stored: code === 'CONFLICT', code })
  if (told.nodes.some(({ startedAt, finishedAt }) => isBefore(finishedAt, startedAt)))
    return refuse('BAD_USER_INPUT')
  const before = model.get(id)
  if (!before) return refuse('NOT_FOUND')
  if (told.version === 'stale') return refuse('CONFLICT')
  const after = structuredClone(before)
  let isGiven = false
  try {
    isGiven = apply(after, told)
  } catch (error) {
    if (error instanceof No) return refuse(error.message)
    throw error
  }
  if (isGiven || JSON.stringify(after) !== JSON.stringify(before)) after.version += 1
  const isLeftOut = verdictOf(before) !== 'OK' && verdictOf(after) === 'OK' && !after.sampled
  if (isLeftOut) model.delete(id)
  else model.set(id, after)
  return { ok: true, stored: !isLeftOut, code: null }
}

const isBefore = (end: number | null, start: number | null) => end !== null && start !== null && end < start

/** Says whether outputs were given: they count as a change, whatever they were before. */
function apply(one: Known, told: Told): boolean {
  let isGiven = false
  if (told.start) start(one, told.start.number, told.start.at)
  if (told.state !== undefined && told.state !== one.state) {
    if (one.current === 0 || verdictOf(one)) throw no()
    one.state = told.state
  }
  const wasOver = verdictOf(one) !== undefined
  const isRepeated = told.word ? !hearWord(one, told.word) : told.finish ? !finish(one, told.finish) : false
  if ((told.outputs !== null || told.nodes.length > 0) && !isRepeated) {
    if (wasOver || (told.finish?.number ?? one.current) < one.current) throw no()
    for (const node of told.nodes) setNode(one, node)
    if (told.outputs !== null) one.outputs = told.outputs
    isGiven = told.outputs !== null
  }
  if (told.heartbeat && !verdictOf(one)) {
    one.timeout = told.heartbeat.timeout ?? one.timeout
    one.heartbeatAt = Math.max(told.heartbeat.at, one.heartbeatAt ?? 0)
  }
  if (told.note !== null) one.notes.push(told.note)
  one.tags = [...new Set([...one.tags.filter((tag) => !told.remove.includes(tag)), ...told.add])].toSorted()
  return isGiven
}

function start(one: Known, given: number | null, time: number): void {
  if (given === null && one.current > 0 && !verdictOf(one)) throw no()
  const number = given ?? one.current + 1
  if (one.attempts[number]) return
  one.attempts[number] = { startedAt: time }
  if (number < one.current) return
  one.current = number
  one.startedAt ??= time
  one.state = null
  if (one.timeout !== null) one.heartbeatAt = Math.max(time, one.heartbeatAt ?? 0)
}

/** False when it has ended so already. */
function finish(one: Known, { number, verdict, at: time, error }: NonNullable<Told['finish']>): boolean {
  const attempt = one.attempts[number ?? one.current]
  if (!attempt) throw no()
  if (attempt.verdict === verdict) return false
  if (attempt.verdict) throw no()
  if (time < attempt.startedAt) throw no('BAD_USER_INPUT')
  Object.assign(attempt, { verdict, finishedAt: time, error })
  if ((number ?? one.current) === one.current) one.state = null
  return true
}

const endings: Record<string, string> = {
  done: 'OK',
  errored: 'FAILED',
  canceled: 'CANCELLED',
  timeout: 'TIMED_OUT',
}

function hearWord(one: Known, { text, at: time }: NonNullable<Told['word']>): boolean {
  if (text === 'queued') {
    if (one.current > 0) throw no()
    return true
  }
  const verdict = endings[text]
  if (one.current === 0) start(one, 1, time)
  if (verdict) return finish(one, { number: null, verdict, at: time, error: null })
  if (verdictOf(one)) throw no()
  one.state = text === 'processing' ? null : text === 'on_hold' ? 'PAUSED' : 'WAITING'
  return true
}

const settled = new Set(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED'])

function setNode(one: Known, { nodeId, attempt, ...given }: Told['nodes'][number]): void {
  const key = `${nodeId}/${attempt}`
  const known = one.nodes[key]
  if (!known) return void (one.nodes[key] = given)
  if (settled.has(known.status)) {
    if (known.status !== given.status) throw no()
    return
  }
  const merged = {
    status: given.status,
    startedAt: given.startedAt ?? known.startedAt,
    finishedAt: given.finishedAt ?? known.finishedAt,
    error: given.error ?? known.error,
    value: given.value ?? known.value,
  }
  if (isBefore(merged.finishedAt, merged.startedAt)) throw no('BAD_USER_INPUT')
  one.nodes[key] = merged
}

const time = (ms: number | null | undefined) => (ms == null ? null : at(ms))
const statusOf: Record<string, string> = { OK: 'COMPLETED' }

/** What a reader sees of it. */
export function shownOf(one: Known) {
  const verdict = verdictOf(one)
  const isStale = one.timeout === 1 && one.state === null && one.current > 0 && !verdict
  const open = one.state ?? (isStale ? 'FAILED' : 'RUNNING')
  const status = verdict ? (statusOf[verdict] ?? verdict) : one.current === 0 ? 'PENDING' : open
  const end = one.attempts[one.current]
  const nodes = Object.entries(one.nodes).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    version: String(one.version),
    status,
    attempt: one.current,
    startedAt: time(one.startedAt),
    finishedAt: isStale ? time(one.heartbeatAt) : time(end?.finishedAt),
    error: end?.error ?? null,
    heartbeatAt: time(one.heartbeatAt),
    tags: one.tags,
    outputs: one.outputs,
    notes: one.notes,
    nodeCount: new Set(nodes.map(([key]) => key[0])).size,
    attempts: Object.entries(one.attempts).map(([number, attempt]) => ({
      number: Number(number),
      startedAt: time(attempt.startedAt),
      finishedAt: time(attempt.finishedAt),
      error: attempt.error ?? null,
      status: attempt.verdict
        ? (statusOf[attempt.verdict] ?? attempt.verdict)
        : Number(number) < one.current
          ? 'FAILED'
          : open,
    })),
    nodeResults: nodes.map(([key, { startedAt, finishedAt, ...node }]) => ({
      nodeId: key[0],
      attempt: Number(key.slice(2)),
      ...node,
      startedAt: time(startedAt),
      finishedAt: time(finishedAt),
    })),
  }
}

/** How it is sent. */
export function sent(model: Model, id: string, told: Told): Patch {
  const { start: begin, finish: end, word, heartbeat, version } = told
  const known = model.get(id)?.version ?? 1
  return {
    id,
    outputs: told.outputs,
    addTags: told.add,
    removeTags: told.remove,
    ...(version && { expectedVersion: String(version === 'right' ? known : known + 1) }),
    ...(begin && { startAttempt: { number: begin.number, startedAt: at(begin.at) } }),
    ...(end && {
      finishAttempt: {
        number: end.number,
        verdict: end.verdict,
        error: end.error,
        finishedAt: at(end.at),
      },
    }),
    ...(told.state !== undefined && { state: told.state }),
    ...(word && {
      status: word.text,
      ...(word.text !== 'queued' && { startedAt: at(word.at) }),
      ...(endings[word.text] && { finishedAt: at(word.at) }),
    }),
    ...(heartbeat && { heartbeatAt: at(heartbeat.at), heartbeatTimeoutMs: heartbeat.timeout }),
    ...(told.note !== null && { metadata: [{ field: 'note', value: told.note }] }),
    nodeResults: told.nodes.map(({ startedAt, finishedAt, ...node }) => ({
      ...node,
      startedAt: time(startedAt),
      finishedAt: time(finishedAt),
    })),
  }
}
