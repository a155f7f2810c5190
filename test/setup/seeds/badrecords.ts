import { type Sent, at } from './records.ts'

export const attempt = (more: object = {}) => ({ number: 1, startedAt: at(0), ...more })
const ended = { finishedAt: at(1), verdict: 'OK' }
export const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown
export const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
const most = Number.MAX_SAFE_INTEGER
export const node = (id: string) => ({ id })

interface Bad {
  readonly sent: Sent
  readonly code: string
  readonly field: string
  readonly limit?: number
  readonly received?: number
}

export const bad = (
  sent: Sent,
  field: string,
  limit?: number,
  received?: number,
  code = 'BAD_USER_INPUT',
): Bad => ({
  sent,
  code,
  field,
  ...(limit !== undefined && { limit }),
  ...(received !== undefined && { received }),
})

/** What is wrong with one element, and what its problem must name. */
export const cases: Record<string, Bad> = {
  'an empty flow': bad({ flow: '' }, 'flow'),
  'a flow that is too long': bad({ flow: 'x'.repeat(256) }, 'flow', 255, 256),
  'its own parent': bad({ parentId: 'its own parent' }, 'parentId'),
  'a negative run number': bad({ runNumber: -1 }, 'runNumber', 0, -1),
  'a run number without a next one': bad({ runNumber: most }, 'runNumber', 9e15, most),
  'a source that is too long': bad({ source: 'x'.repeat(256) }, 'source', 255, 256),
  'a source with NUL': bad({ source: 'a\0' }, 'source'),
  'a script path that is too long': bad(
    { scriptPath: 'x'.repeat(1025) },
    'scriptPath',
    1024,
    1025,
    'TOO_LARGE',
  ),
  'a script path with half a character': bad({ scriptPath: '\ud800' }, 'scriptPath'),
  'a negative sample rate': bad({ sampleRate: -0.1 }, 'sampleRate', 0),
  'a sample rate above 1': bad({ sampleRate: 1.01 }, 'sampleRate', 1),
  'a heartbeat before 1970': bad({ heartbeatAt: '1969-12-31T23:59:59.999Z' }, 'heartbeatAt', 0, -1),
  'a heartbeat timeout of nothing': bad({ heartbeatTimeoutMs: 0 }, 'heartbeatTimeoutMs', 1, 0),
  'a heartbeat timeout of ages': bad({ heartbeatTimeoutMs: 1e12 + 1 }, 'heartbeatTimeoutMs', 1e12, 1e12 + 1),
  'a state without an attempt': bad({ state: 'WAITING', attempts: [] }, 'state'),
  'a state after the verdict': bad({ state: 'PAUSED', attempts: [attempt(ended)] }, 'state'),
  'an attempt number 0': bad({ attempts: [attempt({ number: 0 })] }, 'attempts[0].number', 1, 0),
  'an attempt number above a million': bad(
    { attempts: [attempt(), attempt({ number: 1_000_001 })] },
    'attempts[1].number',
    1_000_000,
    1_000_001,
  ),
  'an attempt twice': bad(
    { attempts: [attempt({ number: 2 }), attempt(), attempt({ number: 2 })] },
    'attempts[2].number',
    undefined,
    2,
  ),
  'an attempt before 1970': bad(
    { attempts: [attempt({ startedAt: '1900-01-01T00:00:00Z' })] },
    'attempts[0].startedAt',
    0,
    Date.UTC(1900),
  ),
  'an attempt that ends before it begins': bad(
    { attempts: [attempt({ startedAt: at(5), ...ended, finishedAt: at(4) })] },
    'attempts[0].finishedAt',
    Date.parse(at(5)),
    Date.parse(at(4)),
  ),
  'a verdict without an end': bad({ attempts: [attempt({ verdict: 'OK' })] }, 'attempts[0].finishedAt'),
  'an end without a verdict': bad({ attempts: [attempt({ finishedAt: at(1) })] }, 'attempts[0].verdict'),
  'an error that is too long': bad(
    { attempts: [attempt({ error: 'x'.repeat(100_001) })] },
    'attempts[0].error',
    100_000,
    100_001,
  ),
  'too many attempts': bad(
    { attempts: many(1001, (number) => attempt({ number: number + 1 })) },
    'attempts',
    1000,
    1001,
  ),
  'a reserved fact': bad(
    {
      metadata: [
        { field: 'note', value: '' },
        { field: 'attempt_ok', value: 'true' },
      ],
    },
    'metadata[1].field',
  ),
  'another reserved fact': bad({ metadata: [{ field: 'attempt', value: '1' }] }, 'metadata[0].field'),
  'a third reserved fact': bad({ metadata: [{ field: 'attempt_error', value: '' }] }, 'metadata[0].field'),
  'a fact of an attempt that is not there': bad(
    { metadata: [{ field: 'note', value: '', attempt: 2 }] },
    'metadata[0].attempt',
    undefined,
    2,
  ),
  'a fact that is too long': bad(
    { metadata: [{ field: 'note', value: 'x'.repeat(100_001) }] },
    'metadata[0].value',
    100_000,
    100_001,
  ),
  'a fact from before 1970': bad(
    { metadata: [{ field: 'note', value: '', ts: '1969-12-31T00:00:00Z' }] },
    'metadata[0].ts',
    0,
    -86_400_000,
  ),
  'too many facts': bad(
    { metadata: many(10_001, () => ({ field: 'n', value: '' })) },
    'metadata',
    10_000,
    10_001,
  ),
  // Levels are counted to the first that is too deep.
  'inputs that are too deep': bad({ inputs: nested(900) }, 'inputs', 500, 501),
  'outputs that are one level too deep': bad({ outputs: { a: nested(500) } }, 'outputs', 500, 501),
  // Values are counted to the first that is too many.
  'inputs of too many values': bad({ inputs: many(200_000, () => ({})) }, 'inputs', 100_000, 100_001),
  'outputs of one value too many': bad({ outputs: many(100_000, () => 1) }, 'outputs', 100_000, 100_001),
  'a node result twice': bad(
    {
      nodeResults: [
        { nodeId: 'a', status: 'FAILED' },
        { nodeId: 'a', attempt: 2, status: 'FAILED' },
        { nodeId: 'a', status: 'READY' },
      ],
    },
    'nodeResults[2]',
  ),
  'a node of an unknown status': bad(
    { nodeResults: [{ nodeId: 'a', status: 'UNKNOWN' }] },
    'nodeResults[0].status',
  ),
  'a node attempt 0': bad(
    { nodeResults: [{ nodeId: 'a', attempt: 0, status: 'READY' }] },
    'nodeResults[0].attempt',
    1,
    0,
  ),
  'a node that ends before it begins': bad(
    { nodeResults: [{ nodeId: 'a', status: 'FAILED', startedAt: at(2), finishedAt: at(1) }] },
    'nodeResults[0].finishedAt',
    Date.parse(at(2)),
    Date.parse(at(1)),
  ),
  'a node value that is too deep': bad(
    { nodeResults: [{ nodeId: 'a', status: 'READY', value: nested(501) }] },
    'nodeResults[0].value',
    500,
    501,
  ),
  'too many node results': bad(
    { nodeResults: many(10_001, (index) => ({ nodeId: `${index}`, status: 'READY' })) },
    'nodeResults',
    10_000,
    10_001,
  ),
  'a graph without nodes': bad({ dag: { nodes: [] } }, 'dag.nodes', 1, 0),
  'a graph with too many nodes': bad(
    { dag: { nodes: many(10_001, (index) => node(`${index}`)) } },
    'dag.nodes',
    10_000,
    10_001,
  ),
  'a graph with a node twice': bad({ dag: { nodes: [node('a'), node('b'), node('a')] } }, 'dag.nodes[2].id'),
  'an edge from nowhere': bad(
    { dag: { nodes: [node('a')], edges: [{ source: 'b', target: 'a' }] } },
    'dag.edges[0].source',
  ),
  'an edge to nowhere': bad(
    {
      dag: {
        nodes: [node('a')],
        edges: [
          { source: 'a', target: 'a' },
          { source: 'a', target: 'b' },
        ],
      },
    },
    'dag.edges[1].target',
  ),
  'a group of an unknown node': bad(
    { dag: { nodes: [node('a')], groups: [{ id: 'g', label: 'G', nodeIds: ['a', 'b'] }] } },
    'dag.groups[0].nodeIds[1]',
  ),
  'a label that is too long': bad(
    { dag: { nodes: [{ id: 'a', label: 'x'.repeat(1001) }] } },
    'dag.nodes[0].label',
    1000,
    1001,
  ),
}
