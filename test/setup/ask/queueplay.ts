import { setTimeout as pause } from 'node:timers/promises'
import type { Case, WorkNode } from './queuecases.ts'
import { dagOf, dice } from './queuecases.ts'
import { type Action, cancel, claim, complete, leaseOf, retry, start } from './queue.ts'
import type { Several } from '../servers/several.ts'
import type { Sql } from '../servers/sql.ts'

/** What workers and meddlers did to one execution, as far as they were told that it counted. */
export interface Story {
  readonly id: string
  readonly claims: Action[]
  /** Attempts of actions that were completed or failed. */
  readonly ends: { nodeId: string; attempt: number; output?: unknown; error?: string; final: boolean }[]
  releases: number
  cancels: number
  retries: number
  /** What was told to those that did not hold their lease any more. */
  conflicts: number
}

let played = 0

/** Plays a case on several servers at once, until all of its executions have ended. */
export async function play({ servers }: Several, store: Sql, given: Case): Promise<Story[]> {
  const kind = `case ${played++}`
  const roll = dice(given.seed)
  const executions = given.executions.map((work) => ({ flow: kind, dag: dagOf(work, kind) }))
  const started = await start(servers[0]!, executions)
  const stories = started.map(({ id }) => newStory(id!))
  const ids = stories.map(({ id }) => id)
  const storyOf = (id: string) => stories[ids.indexOf(id)]!
  const outputs = new Map(ids.map((id, index) => [id, given.executions[index]!.nodes]))
  const list = ids.map((id) => `'${id}'`).join(', ')
  const expire = () => expireLeases(store, list)
  const isOver = async () => {
    const open = `select count(*) as n from queue_executions where state <> 4 and execution_id in (${list})`
    return Number((await store.run(open))[0]!['n']) === 0
  }
  const abandoned: Action[] = []
  // So that it ends.
  let trouble = 12

  async function meddle(server: Several['servers'][number]): Promise<boolean> {
    const [at, id] = [roll(), ids[roll() % ids.length]!]
    const { cancel: calledOff, retry: again, expire: late } = given.trouble
    if (trouble === 0 || at >= calledOff + again + late) return false
    trouble--
    if (at >= calledOff + again) await expire()
    else {
      const [moved] = await (at < calledOff ? cancel : retry)(server, [id])
      if (moved!.ok) storyOf(id)[at < calledOff ? 'cancels' : 'retries'] += 1
    }
    return true
  }

  async function finish(server: Several['servers'][number], actions: readonly Action[]) {
    const sent = actions.flatMap((action) => {
      const how = howItEnds(action, outputs.get(action.executionId)!, given, roll)
      if (how === null) return []
      const twice = roll() < given.fates.twice
      return twice
        ? [
            { action, how },
            { action, how: { error: 'a second word on it' } },
          ]
        : [{ action, how }]
    })
    if (sent.length === 0) return
    const results = await complete(
      server,
      sent.map(({ action, how }) => ({ ...leaseOf(action), ...how })),
    )
    for (const [index, { ok, problem }] of results.entries()) {
      const { action, how } = sent[index]!
      note(storyOf(action.executionId), action, how, ok ? 'OK' : String(problem?.['code']))
    }
  }

  async function work(server: Several['servers'][number]): Promise<void> {
    for (;;) {
      if (await meddle(server)) continue
      const late = abandoned.length > 0 && roll() < 30 ? abandoned.splice(0, 1) : []
      const actions = await claim(server, { kinds: [kind], limit: 1 + (roll() % 4), leaseMs: 3_600_000 })
      for (const action of actions) storyOf(action.executionId).claims.push(action)
      const [held, dropped] = [[] as Action[], [] as Action[]]
      for (const action of actions) (roll() < given.fates.abandon ? dropped : held).push(action)
      abandoned.push(...dropped)
      await finish(server, [...late, ...held])
      if (actions.length > 0) continue
      if (await isOver()) break
      await pause(3)
      if (roll() < 30) await expire()
    }
    await finish(server, abandoned.splice(0))
  }

  await Promise.all(
    Array.from({ length: given.workers }, (_, index) => work(servers[index % servers.length]!)),
  )
  return stories
}

/** Where nobody holds the row just now. */
function expireLeases(store: Sql, ids: string) {
  const lock = store.dialect === 'postgres' ? 'for update skip locked' : ''
  const held = `select execution_id, node_id from actions where state = 2 and execution_id in (${ids}) ${lock}`
  return store.run(`update actions set due_at = 1 where (execution_id, node_id) in (${held})`)
}

const newStory = (id: string): Story => ({
  id,
  claims: [],
  ends: [],
  releases: 0,
  cancels: 0,
  retries: 0,
  conflicts: 0,
})

type How = {
  readonly output?: unknown
  readonly error?: string
  readonly final?: boolean
  readonly release?: boolean
}

let said = 0

function howItEnds({ nodeId }: Action, nodes: readonly WorkNode[], { fates }: Case, roll: () => number): How {
  const at = roll()
  if (at < fates.release) return { release: true }
  if (at < fates.release + fates.final) return { error: `no use ${said++}`, final: true }
  if (at < fates.release + fates.final + fates.fail) return { error: `failure ${said++}` }
  const own = nodes.find(({ id }) => id === nodeId)
  return { output: own ? own.output : [nodeId] }
}

function note(story: Story, { nodeId, attempt }: Action, how: How, told: string): void {
  if (told === 'CONFLICT') return void story.conflicts++
  if (told !== 'OK') throw new Error(`A completion was answered ${told}.`)
  if (how.release) return void story.releases++
  const { output, error, final = false } = how
  story.ends.push({ nodeId, attempt, final, ...(error === undefined ? { output } : { error }) })
}
