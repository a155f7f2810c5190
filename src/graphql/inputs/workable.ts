import { mapNamed } from '../../db/queue/plan.ts'
import { badInput } from '../errors.ts'
import { atMost, checkedId, checkedWhole } from './checks.ts'
import type { DagEdgeInput, DagNodeInput, EdgeCondition, Retry } from '../types.gen.ts'
import type { DagContent } from '../models.ts'

const longestDelay = 3_600_000
const longestAttempt = 86_400_000

/** The parts of a node that tell the queue how to run it. Fields that are not given are left out. */
export function nodeWork({ retry, timeoutMs, mapOver }: DagNodeInput, field: string) {
  return {
    ...(retry != null && { retry: checkedRetry(retry, `${field}.retry`) }),
    ...(timeoutMs != null && {
      timeoutMs: checkedWhole(timeoutMs, `${field}.timeoutMs`, 1_000, longestAttempt),
    }),
    ...(mapOver != null && { mapOver: checkedId(mapOver, `${field}.mapOver`) }),
  }
}

function checkedRetry(
  { maxAttempts, backoff, delayMs }: NonNullable<DagNodeInput['retry']>,
  field: string,
): Retry {
  return {
    maxAttempts: checkedWhole(maxAttempts, `${field}.maxAttempts`, 1, 100),
    backoff: backoff ?? 'EXPONENTIAL',
    delayMs: checkedWhole(delayMs ?? 1_000, `${field}.delayMs`, 0, longestDelay),
  }
}

/** How deep the value of a condition may lie. */
const mostParts = 500

export function edgeWork({ condition }: DagEdgeInput, field: string): { condition?: EdgeCondition } {
  if (condition == null) return {}
  atMost(mostParts, condition.path?.length ?? 0, `${field}.condition.path`)
  return { condition: { path: [...(condition.path ?? [])], equals: condition.equals ?? null } }
}

/** Checks that a graph can be executed: it has no cycle, and its maps and names are unambiguous. */
export function checkWorkable({ nodes, edges }: DagContent, field: string): void {
  const mapped = new Set(nodes.filter(({ mapOver }) => mapOver != null).map(({ id }) => id))
  const sources = Map.groupBy(
    edges.filter(({ target }) => mapped.has(target)),
    ({ target }) => target,
  )
  for (const [index, { id, kind, mapOver }] of nodes.entries()) {
    const path = `${field}.nodes[${index}]`
    if (
      mapOver != null &&
      !sources.get(id)?.some(({ source, kind }) => source === mapOver && kind === 'DATA')
    ) {
      const message = `Node ${JSON.stringify(id)} maps over ${JSON.stringify(mapOver)}, but has no DATA edge from it.`
      throw badInput(message, { field: `${path}.mapOver` })
    }
    checkClaimable({ id, kind, mapOver }, path)
    const map = mapNamed(id)
    if (map !== undefined && mapped.has(map)) {
      const message = `Node ${JSON.stringify(id)} has the name of an element of the map ${JSON.stringify(map)}.`
      throw badInput(message, { field: `${path}.id` })
    }
  }
  refuseCircles({ nodes, edges }, field)
}

/** Workers claim by kind and complete by element id, which adds up to `[9999]` to the node's id. */
function checkClaimable({ id, kind, mapOver }: Pick<DagNodeInput, 'id' | 'kind' | 'mapOver'>, path: string) {
  checkedId(kind ?? '', `${path}.kind`)
  if (mapOver == null || id.length <= mostMapId) return
  throw badInput(`"${path}.id" may have ${mostMapId} characters if the node is a map, not ${id.length}.`, {
    field: `${path}.id`,
    limit: mostMapId,
    received: id.length,
  })
}

const mostMapId = 249

function refuseCircles({ nodes, edges }: Pick<DagContent, 'nodes' | 'edges'>, field: string): void {
  const places = new Map(nodes.map(({ id }, place) => [id, place]))
  const targets = nodes.map((): number[] => [])
  const waits = new Int32Array(nodes.length)
  for (const { source, target } of edges) {
    const to = places.get(target)!
    targets[places.get(source)!]!.push(to)
    waits[to]! += 1
  }
  const free = nodes.flatMap((_, place) => (waits[place] === 0 ? [place] : []))
  // The list grows while it is iterated.
  for (const place of free) for (const to of targets[place]!) if (--waits[to]! === 0) free.push(to)
  if (free.length === nodes.length) return
  const index = waits.findIndex((left) => left > 0)
  const message = `Node ${JSON.stringify(nodes[index]!.id)} is in a cycle, or depends on one, so it can never begin.`
  throw badInput(message, { field: `${field}.nodes[${index}]` })
}
