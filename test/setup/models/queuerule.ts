import type { Seen } from '../ask/queue.ts'
import type { Work, WorkEdge, WorkNode } from '../ask/queuecases.ts'
import type { Story } from '../ask/queueplay.ts'

/** What has become of a node by what was completed: nothing else is known here. */
type Fate =
  | { readonly is: 'DONE'; readonly output: unknown }
  | { readonly is: 'SKIPPED' }
  /** It can be worked on, by these actions. */
  | { readonly is: 'ACTIVE'; readonly actions: readonly string[] }
  /** It maps over what is no list, or what it would be given or has made is too large. */
  | { readonly is: 'WRONG' }
  | { readonly is: 'PENDING' }

const lost = 'The lease expired before the action was completed.'
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The rule in so many words: what follows for each node from the outputs of actions. */
function fatesOf(work: Work, outputs: ReadonlyMap<string, unknown>, most: number): Map<string, Fate> {
  const fates = new Map<string, Fate>()
  for (const node of work.nodes) fates.set(node.id, fateOf(node, work, fates, outputs, most))
  return fates
}

function fateOf(
  { id, mapOver }: WorkNode,
  work: Work,
  fates: ReadonlyMap<string, Fate>,
  outputs: ReadonlyMap<string, unknown>,
  most: number,
): Fate {
  const incoming = work.edges.filter(({ target }) => target === id)
  const before = incoming.map((edge) => ({ edge, fate: fates.get(edge.source)! }))
  if (before.some(({ fate }) => fate.is !== 'DONE' && fate.is !== 'SKIPPED')) return { is: 'PENDING' }
  if (before.some(({ edge, fate }) => edge.kind !== 'OPTIONAL' && !holds(edge, fate)))
    return { is: 'SKIPPED' }
  if (mapOver === null) {
    if (bytesOf(inputOf(id, work, fates)) > most) return { is: 'WRONG' }
    return outputs.has(id) ? { is: 'DONE', output: outputs.get(id) } : { is: 'ACTIVE', actions: [id] }
  }
  const list = (fates.get(mapOver) as { output: unknown }).output
  if (!Array.isArray(list)) return { is: 'WRONG' }
  const actions = list.map((_, index) => `${id}[${index}]`)
  if (!actions.every((one) => outputs.has(one))) return { is: 'ACTIVE', actions }
  const output = actions.map((one) => outputs.get(one))
  return bytesOf(output) > most ? { is: 'WRONG' } : { is: 'DONE', output }
}

function holds({ condition }: WorkEdge, fate: Fate): boolean {
  if (fate.is !== 'DONE') return false
  if (condition === null) return true
  let value = fate.output
  for (const key of condition.path) {
    if (typeof value !== 'object' || value === null || !(key in value)) return false
    value = (value as Record<string, unknown>)[key]
  }
  return same(value, condition.equals)
}

/** What an action must have been given. */
function inputOf(actionId: string, { nodes, edges }: Work, fates: ReadonlyMap<string, Fate>): unknown {
  const [, mapId, index] = /^(.*)\[(\d+)\]$/.exec(actionId) ?? []
  if (mapId !== undefined) {
    const list = fates.get(nodes.find(({ id }) => id === mapId)!.mapOver!) as { output: unknown[] }
    return list.output[Number(index)]
  }
  const incoming = edges.filter(({ target }) => target === actionId)
  if (incoming.length === 0) return null
  const carrying = incoming.filter(({ kind }) => kind !== 'CONTROL')
  const value = (source: string) => {
    const fate = fates.get(source)!
    const isTaken = carrying.some((edge) => edge.source === source && holds(edge, fate))
    return isTaken && fate.is === 'DONE' ? fate.output : null
  }
  return Object.fromEntries(carrying.map(({ source }) => [source, value(source)]))
}

/** Where history and the rule disagree, in words. */
export function disagreements(
  work: Work,
  story: Story,
  { seen, left, inputBytes }: { seen: Seen; left: Record<string, number>; inputBytes: number },
): string[] {
  const wrong: string[] = []
  const check = (isRight: boolean, ...what: unknown[]) =>
    void (isRight || wrong.push(what.map(String).join(' ')))
  const completed = story.ends.filter(({ error }) => error === undefined)
  const outputs = new Map(completed.map(({ nodeId, output }) => [nodeId, output]))
  const fates = fatesOf(work, outputs, inputBytes)
  const rows = seen.nodeResults.nodes
  const rowsOf = (id: string) => rows.filter(({ nodeId }) => nodeId === id)
  check(outputs.size === completed.length, 'a node was completed twice')
  for (const claim of story.claims)
    check(
      same(claim.input, inputOf(claim.nodeId, work, fates)),
      claim.nodeId,
      'got',
      JSON.stringify(claim.input),
    )

  const told = story.ends.map(({ nodeId, attempt, output, error }) =>
    JSON.stringify([
      nodeId,
      attempt,
      error === undefined ? 'COMPLETED' : 'FAILED',
      error ?? null,
      output ?? null,
    ]),
  )
  const isMap = (id: string) => work.nodes.some((one) => one.id === id && one.mapOver !== null)
  const written = rows
    .filter(
      ({ nodeId, status, error }) => !isMap(nodeId) && /^(COMPLETED|FAILED)$/.test(status) && error !== lost,
    )
    .map(({ nodeId, attempt, status, error, value }) =>
      JSON.stringify([nodeId, attempt, status, error, value]),
    )
  check(same(told.toSorted(), written.toSorted()), 'told', told.toSorted(), 'but written', written.toSorted())

  const actions = [...fates].flatMap(([id, fate]) => actionsOf(id, fate, work, fates))
  const known = new Set([...actions, ...work.nodes.map(({ id }) => id)])
  check(
    rows.every(({ nodeId }) => known.has(nodeId)),
    'a row of an action that never was',
  )
  for (const [id, fate] of fates) {
    const statuses = rowsOf(id).map(({ status }) => status)
    if (fate.is === 'SKIPPED')
      check(
        statuses.every((one) => one === 'SKIPPED') && statuses.length <= 1 + story.retries,
        id,
        'is to be skipped',
        statuses,
      )
    else if (fate.is === 'PENDING') check(statuses.length === 0, id, 'is pending but', statuses)
    // The last of its elements may have been completed together with what made the execution fail.
    else if (isMap(id) && fate.is === 'DONE' && (statuses.length > 0 || seen.status === 'COMPLETED'))
      check(
        same([statuses, rowsOf(id)[0]?.value], [['COMPLETED'], fate.output]),
        id,
        'is a done map but',
        statuses,
      )
  }
  let isLost = [...fates.values()].some(({ is }) => is === 'WRONG')
  for (const id of actions) {
    const own = rowsOf(id)
    const before = own.slice(0, -1).map(({ status }) => status)
    const max = work.nodes.find((one) => one.id === id.replace(/\[\d+\]$/, ''))!.maxAttempts
    const failed = own.filter(({ status }) => status === 'FAILED').length
    const final = story.ends.filter((end) => end.nodeId === id && end.final).length
    check(
      same(
        own.map(({ attempt }) => attempt),
        own.map((_, index) => index + 1),
      ),
      id,
      'has attempts',
      own.map(({ attempt }) => attempt),
    )
    check(
      before.every((one) => one === 'FAILED' || one === 'CANCELLED'),
      id,
      'went on after',
      before,
    )
    check(failed <= max * (1 + story.retries), id, 'was tried', failed, 'times')
    check(
      own.filter(({ status }) => status === 'CANCELLED').length <= story.retries + 1,
      id,
      'was cancelled too often',
    )
    const isExhausted = failed >= max || final > 0
    if (isExhausted && own.at(-1)?.status === 'FAILED') isLost = true
    if (story.retries === 0 && isExhausted)
      check(seen.status === 'FAILED', id, 'failed for good, but it is', seen.status)
  }

  const open = [...fates].filter(([, { is }]) => is !== 'DONE' && is !== 'SKIPPED')
  const attempts = seen.attempts.nodes.map(({ status }) => status)
  // What was cancelled before its first claim has no attempt for that.
  const early = story.cancels - attempts.filter((one) => one === 'CANCELLED').length
  check(early >= 0, 'cancelled', story.cancels, attempts)
  check(
    attempts.length === story.retries + 1 - early,
    'it has attempts',
    attempts,
    'and was retried',
    story.retries,
  )
  check(
    attempts.slice(0, -1).every((one) => one !== 'COMPLETED'),
    'it went on after',
    attempts,
  )
  check((attempts.at(-1) ?? 'CANCELLED') === seen.status, 'it is', seen.status, 'after', attempts)
  const sinks = work.nodes.filter(({ id }) => !work.edges.some(({ source }) => source === id))
  const made = Object.fromEntries(
    sinks.flatMap(({ id }) => {
      const fate = fates.get(id)!
      return fate.is === 'DONE' ? [[id, fate.output]] : []
    }),
  )
  const isTooLarge = bytesOf(made) > inputBytes
  if (seen.status === 'COMPLETED') {
    check(!isTooLarge, 'it completed with', bytesOf(made), 'bytes')
    check(
      open.length === 0,
      'it completed, but open are',
      open.map(([id]) => id),
    )
    check(same(seen.outputs?.json, made), 'it produced', JSON.stringify(seen.outputs?.json))
    check(same(left, {}), 'left behind', JSON.stringify(left))
    check(seen.nodeCount === work.nodes.length, 'it counts', seen.nodeCount, 'nodes')
  } else {
    check(open.length > 0 || isTooLarge, 'all is done, but it is', seen.status)
    check(
      left['queue_executions'] === 1 && !left['actions'] && !left['joins'],
      'left behind',
      JSON.stringify(left),
    )
    if (seen.status === 'FAILED')
      check(isLost || (open.length === 0 && isTooLarge), 'it failed, but nothing did for good')
  }
  return wrong
}

/** The actions that a node has, or had. */
const actionsOf = (id: string, fate: Fate, { nodes }: Work, fates: ReadonlyMap<string, Fate>): string[] => {
  if (fate.is === 'ACTIVE') return [...fate.actions]
  if (fate.is !== 'DONE') return []
  const { mapOver } = nodes.find((one) => one.id === id)!
  if (mapOver === null) return [id]
  return (fates.get(mapOver) as { output: unknown[] }).output.map((_, index) => `${id}[${index}]`)
}
