import type { Backend, Reading } from '../../db/backend.ts'
import { dueHeartbeats, mostRunning, runningExecutions } from '../../db/executions/running.ts'
import { failureGroupsOf } from '../../db/failures/groups.ts'
import { groupRatesOf } from '../../db/failures/rates.ts'
import { usualOfExecutions } from '../../db/executions/usual.ts'
import { mostActions, mostWaits, oftenTriedActions, queueWaits } from '../../db/queue/waits.ts'
import {
  dueRunHeartbeats,
  failing,
  lastRunsOfFailing,
  mostRunningRuns,
  runningRuns,
} from '../../db/runs/running.ts'
import { usualOfRuns } from '../../db/runs/usual.ts'
import type { Viewer } from '../access/viewer.ts'
import type { AttentionItemOf } from '../models.ts'
import { failingFlows } from './failing.ts'
import { risingGroups } from './groups.ts'
import { longWaits, nodesGoingRound } from './queue.ts'
import { alike, longExecutions, longRuns, tookByPlace } from './long.ts'
import { goingRound, manyAttempts, silentExecutions, silentRuns } from './running.ts'

/** What was found in one place, and what there was not looked at. */
export interface Looked {
  readonly items: readonly AttentionItemOf[]
  readonly notLookedAt: readonly string[]
}

type Look = (backend: Backend, reading: Reading) => Promise<Looked>

/** Of so many flows and steps it is read how long they usually take. */
const mostAlike = 200

const onlyFirst = (most: number, what: string, found: number) =>
  found > most ? [`Only ${most} ${what} were looked at.`] : []

const executions: Look = async (backend, reading) => {
  const found = await runningExecutions(backend, reading)
  const rows = found.slice(0, mostRunning)
  const groups = alike(rows, ({ flow, step }) => [flow, step])
  const some = groups.slice(0, mostAlike)
  const asked = some.map(([{ flow, step, startedAt, sortAt }]) => ({
    flow,
    step,
    began: startedAt ?? sortAt,
  }))
  const usual = asked.length === 0 ? [] : await usualOfExecutions(backend, asked, reading)
  const isUntold = asked.length > 0 && usual.length === 0
  const of = { backend: backend.name, now: reading.now }
  return {
    items: [
      ...longExecutions(some, tookByPlace(usual), of),
      ...(backend.countsWakes ? [] : goingRound(rows, backend.firstAttempt ?? 1, of)),
      // Elsewhere, the heartbeats have a look of their own.
      ...(backend.readOnly ? silentExecutions(rows, of) : []),
    ],
    notLookedAt: [
      ...onlyFirst(mostRunning, 'of the running executions, those that started first,', found.length),
      ...onlyFirst(mostAlike, 'flows and steps of running executions', groups.length),
      ...(isUntold ? ['How long executions usually take was not looked at.'] : []),
    ],
  }
}

const heartbeats: Look = async (backend, reading) => {
  const found = await dueHeartbeats(backend, reading)
  return {
    items: silentExecutions(found.slice(0, mostRunning), { backend: backend.name, now: reading.now }),
    notLookedAt: onlyFirst(mostRunning, 'executions whose heartbeats are due', found.length),
  }
}

const runs: Look = async (backend, reading) => {
  const found = await runningRuns(backend, reading)
  const rows = found.slice(0, mostRunningRuns)
  const groups = alike(rows, ({ flow }) => [flow])
  const some = groups.slice(0, mostAlike)
  const asked = some.map(([{ flow, startedAt }]) => ({ flow, began: startedAt ?? 0 }))
  const usual = asked.length === 0 ? [] : await usualOfRuns(backend, asked, reading)
  const isUntold = asked.length > 0 && usual.length === 0
  const of = { backend: backend.name, now: reading.now }
  return {
    items: [...longRuns(some, tookByPlace(usual), of), ...(backend.readOnly ? silentRuns(rows, of) : [])],
    notLookedAt: [
      ...onlyFirst(mostRunningRuns, 'of the running runs, those that started first,', found.length),
      ...onlyFirst(mostAlike, 'flows of running runs', groups.length),
      ...(isUntold ? ['How long runs usually take was not looked at.'] : []),
    ],
  }
}

const runHeartbeats: Look = async (backend, reading) => {
  const found = await dueRunHeartbeats(backend, reading)
  return {
    items: silentRuns(found.slice(0, mostRunningRuns), { backend: backend.name, now: reading.now }),
    notLookedAt: onlyFirst(mostRunningRuns, 'runs whose heartbeats are due', found.length),
  }
}

const flows: Look = async (backend, reading) => {
  const found = await lastRunsOfFailing(backend, reading)
  const names = [...new Set(found.map(({ flow }) => flow))]
  return {
    items: failingFlows(found, backend.name),
    notLookedAt: onlyFirst(failing.flows, 'flows of which a run failed', names.length),
  }
}

const waits: Look = async (backend, reading) => {
  const found = await queueWaits(backend, reading)
  const looked = found.reduce((sum, row) => sum + row.looked, 0)
  return {
    items: longWaits(found, backend.name, reading.now),
    notLookedAt: onlyFirst(mostWaits, 'actions, or executions, that wait', looked),
  }
}

const actions: Look = async (backend, reading) => {
  const found = await oftenTriedActions(backend, manyAttempts, reading)
  return {
    items: nodesGoingRound(found.actions, backend.name),
    notLookedAt: found.isWhole ? [] : [`Only ${mostActions} actions of each state were looked at.`],
  }
}

const hour = 3_600_000
/** Of so many groups, those with the most failures in the last hour, it is read whether they rise. */
const mostRising = 200

const groups: Look = async (backend, reading) => {
  const { now } = reading
  const found = await failureGroupsOf(backend, { startedFrom: now - hour, startedTo: now }, 'COUNT', reading)
  const some = found.groups.slice(0, mostRising)
  const known = some.filter(({ firstSeen }) => firstSeen < now - hour).map(({ id }) => id)
  const rates = known.length === 0 ? [] : await groupRatesOf(backend, known, reading)
  return {
    items: risingGroups(some, rates, { backend: backend.name, now }),
    notLookedAt: [
      ...onlyFirst(mostRising, 'groups of failures', found.groups.length),
      ...(found.isExact ? [] : ['Not all failures of the last hour were counted in groups.']),
    ],
  }
}

const own: Readonly<Record<string, Look>> = {
  'running executions': executions,
  'heartbeats of executions': heartbeats,
  'running runs': runs,
  'heartbeats of runs': runHeartbeats,
  'failing flows': flows,
  'groups of failures': groups,
}

/** They are looked at for all flows together. */
const ofQueue: Readonly<Record<string, Look>> = {
  'the waiting work of the queue': waits,
  'the actions of the queue': actions,
}

/** No index of a store that is not Execgraph's has what is asked, so the newest runs are looked at. */
const foreignSaid =
  'Only the newest 200 runs were looked at, and of 50 that run the newest 50 executions. Groups of failures were not.'

const withoutRunsSaid = 'Groups of failures were not looked at.'

const foreign: Readonly<Record<string, Look>> = {
  'running executions': executions,
  'running runs': runs,
  'failing flows': flows,
  'the rest': async () => ({ items: [], notLookedAt: [foreignSaid] }),
}

const withoutRuns: Readonly<Record<string, Look>> = {
  'running executions': executions,
  'the rest': async () => ({ items: [], notLookedAt: [withoutRunsSaid] }),
}

/** The places to look at in a backend. */
export function looksAt(
  { readOnly, hasRuns }: Backend,
  { flows: limit }: Viewer,
): Readonly<Record<string, Look>> {
  if (hasRuns === false) return withoutRuns
  return readOnly ? foreign : { ...own, ...(limit ? {} : ofQueue) }
}
