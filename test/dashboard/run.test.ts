import { expect, it } from 'vitest'
import { heldBackBy } from '../../src/dashboard/execution/heldback.ts'
import { nodeTasks } from '../../src/dashboard/execution/nodetasks.ts'
import { firstChoice, graphChoice } from '../../src/dashboard/run/choice.ts'
import { stepsOf } from '../../src/dashboard/run/stepslist.ts'
import type { TaskRowFragment } from '../../src/dashboard/run/tasks.gen.ts'
import { expectedTasks, tasksOf } from '../../src/dashboard/run/tasksof.ts'
import { executionAddress } from '../../src/dashboard/address/addresses.ts'

const start = '2026-11-29T08:00:00.000Z'
const later = '2026-11-29T08:01:00.000Z'

const row = (id: string, change: Partial<TaskRowFragment> = {}): TaskRowFragment => ({
  key: `main:${id}`,
  id,
  version: '1',
  flow: 'Train',
  step: 'train',
  status: 'COMPLETED',
  statusReason: 'ATTEMPT_OK',
  attempt: 1,
  startedAt: start,
  finishedAt: later,
  heartbeatAt: null,
  heartbeatTimeoutMs: null,
  nodeCount: 0,
  parent: null,
  ...change,
})

it('draws attempts as bars, and the wait for a place from the start of the step', () => {
  const rows = [
    row('r-train-1', { attempt: 2, status: 'FAILED' }),
    row('r-train-2', { startedAt: later, finishedAt: null, status: 'RUNNING' }),
    row('r-train-3', { startedAt: null, finishedAt: null, status: 'PENDING', attempt: 0 }),
  ]
  const attempts = [
    { number: 1, status: 'FAILED' as const, startedAt: start, finishedAt: '2026-11-29T08:00:10.000Z' },
    { number: 2, status: 'FAILED' as const, startedAt: '2026-11-29T08:00:20.000Z', finishedAt: later },
  ]
  const detail = {
    key: 'main:r-train-1',
    attempts: { nodes: attempts },
    failure: { summary: 'Out of memory' },
  }
  const found = tasksOf({ rows, details: new Map([[detail.key, detail]]) })
  const [first, second] = [Date.parse(start), Date.parse(later)]
  expect(found).toEqual([
    {
      id: 'main:r-train-1', label: '1', group: 'train', parent: undefined, status: 'FAILED', attempt: 2,
      bars: [
        { number: 1, status: 'FAILED', start: first, end: first + 10_000 },
        { number: 2, status: 'FAILED', start: first + 20_000, end: second },
      ],
      readyAt: first, note: 'Out of memory', href: executionAddress('main:r-train-1'),
    },
    {
      id: 'main:r-train-2', label: '2', group: 'train', parent: undefined, status: 'RUNNING', attempt: 1,
      bars: [{ number: 1, status: 'RUNNING', start: second, end: undefined }],
      readyAt: first, note: undefined, href: executionAddress('main:r-train-2'),
    },
    {
      id: 'main:r-train-3', label: '3', group: 'train', parent: undefined, status: 'PENDING', attempt: 0, bars: [],
      readyAt: first, note: undefined, href: executionAddress('main:r-train-3'),
    },
  ]) // prettier-ignore
})

it('lists the steps, and those that the last good run had and this one has not', () => {
  const counts = [{ status: 'COMPLETED', value: 2 }, { status: 'FAILED', value: 1 }] // prettier-ignore
  const steps = stepsOf(
    [{ name: 'train', startedAt: start, finishedAt: later, counts }],
    ['start', 'train', 'end'],
  )
  expect(steps.map(({ name, status, count, failed }) => [name, status, count, failed])).toEqual([
    ['train', 'FAILED', 3, 1],
    ['start', undefined, 0, 0],
    ['end', undefined, 0, 0],
  ])
  expect(steps[0]!.shares.map(({ status }) => status)).toEqual(['COMPLETED', 'FAILED'])
  const ended = [...counts, { status: 'TIMED_OUT', value: 1 }, { status: 'CANCELLED', value: 4 }]
  const [off] = stepsOf([{ name: 'a', startedAt: start, finishedAt: later, counts: ended }], [])
  expect(off).toMatchObject({ status: 'FAILED', count: 8, failed: 2 })
  const [open] = stepsOf(
    [{ name: 'a', startedAt: start, finishedAt: later, counts: [{ status: 'RUNNING', value: 1 }] }],
    [],
  )
  expect(open).toMatchObject({ status: 'RUNNING', finishedAt: undefined })
})

it('chooses the execution that one wants to see first', () => {
  const rows = [
    row('a', { nodeCount: 3 }),
    row('b', { status: 'FAILED' }),
    row('c', { nodeCount: 3, status: 'FAILED' }),
    row('d'),
  ]
  expect(firstChoice(rows, 'main:c')?.id).toBe('c')
  expect(firstChoice(rows, undefined)?.id).toBe('b')
  expect(firstChoice([row('a'), row('d')], undefined)?.id).toBe('d')
  expect(firstChoice([], undefined)).toBeUndefined()
  expect(graphChoice(rows)?.id).toBe('c')
})

it('knows what a failed node holds back', () => {
  const nodes = [['a', 'FAILED'], ['b', 'SKIPPED'], ['c', 'PENDING'], ['d', 'COMPLETED'], ['e', 'SKIPPED']].map(
    ([id, status]) => ({ id: id!, status: status! }),
  ) // prettier-ignore
  const edge = (source: string, target: string, kind = 'DATA') => ({ source, target, kind })
  const edges = [edge('a', 'b'), edge('b', 'c'), edge('c', 'b'), edge('a', 'd'), edge('a', 'e', 'OPTIONAL')]
  expect(heldBackBy({ nodes, edges }, 'a')).toEqual(['b', 'c'])
})

it('draws results of nodes, with the wait since the node before was done', () => {
  const result = (nodeId: string, attempt: number, change = {}) => ({
    nodeId, attempt, status: 'COMPLETED', startedAt: start, finishedAt: later, error: null, ...change,
  }) // prettier-ignore
  const found = nodeTasks(undefined, [
    result('each[1]', 1, { status: 'FAILED', error: 'one\ntwo' }),
    result('each[1]', 2),
  ])
  expect(found).toEqual([
    {
      id: 'each[1]', label: 'each[1]', group: 'each[1]', parent: undefined, status: 'COMPLETED', attempt: 2,
      bars: [
        { number: 1, status: 'FAILED', start: Date.parse(start), end: Date.parse(later) },
        { number: 2, status: 'COMPLETED', start: Date.parse(start), end: Date.parse(later) },
      ],
      readyAt: undefined, note: undefined, href: undefined,
    },
  ]) // prettier-ignore
})

it('knows since when a node could have begun, and shows those that have not', () => {
  const outline = {
    nodes: ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), status: id === 'c' ? 'PENDING' : 'COMPLETED' })),
    edges: [{ source: 'a', target: 'b' }, { source: 'b', target: 'c' }, { source: 'x', target: 'c' }],
  } // prettier-ignore
  const result = (nodeId: string, from: string, to: string) => ({
    nodeId, attempt: 1, status: 'COMPLETED', startedAt: from, finishedAt: to, error: null,
  }) // prettier-ignore
  const rows = nodeTasks(outline, [
    result('a', start, later),
    result('b', '2026-11-29T08:02:00.000Z', '2026-11-29T08:03:00.000Z'),
  ])
  expect(rows.map(({ label, status, readyAt, bars }) => [label, status, readyAt, bars.length])).toEqual([
    ['A', 'COMPLETED', undefined, 1],
    ['B', 'COMPLETED', Date.parse(later), 1],
    ['C', 'PENDING', undefined, 0],
  ])
})

it('has a row without a bar for each step that is likely to come', () => {
  const steps = stepsOf([{ name: 'a', startedAt: start, finishedAt: later, counts: [] }], ['a', 'end'])
  expect(expectedTasks(steps).map(({ label, bars, isExpected }) => [label, bars, isExpected])).toEqual([
    ['end', [], true],
  ])
})
