import { execution, finishInput, recordInput } from '../writes/inputs.ts'

const iso = (instant: number) => new Date(instant).toISOString()

/** The last step of a run decides its status, so its writes reach the tables of runs too. */
const stepOf = (number: number) => (number % 50 === 49 ? 'end' : execution(number).step)
const note = (number: number) => `note ${number} with "quotes", ü and\nlines`

export const recordOf = (number: number) => {
  const { startedAt } = execution(number)
  const at = iso(startedAt)
  return {
    ...recordInput(number, iso),
    step: stepOf(number),
    metadata: [{ field: 'note', value: note(number), ts: at }],
    nodeResults: [{ nodeId: 'accept', status: 'COMPLETED', startedAt: at, finishedAt: at, value: number }],
  }
}

export const finishOf = (number: number) => finishInput(number, iso)

/** Every field in which the two stages of an execution differ, or a partial stage differs from a whole one. */
export const fields = `id flow step source status statusReason attempt startedAt finishedAt durationMs error version
  nodeCount outputPreview tags run { number }
  attempts { nodes { number startedAt finishedAt status error } }
  inputs { json bytes } outputs { json bytes }
  nodeResults { nodes { nodeId attempt status startedAt finishedAt durationMs error value } }
  metadata { nodes { field value attempt ts } }`

const sized = (value: object) => ({ json: value, bytes: Buffer.byteLength(JSON.stringify(value)) })

/** The API's answer for an execution that was recorded, or also finished. */
export function answerOf(number: number, isFinished: boolean) {
  const { id, flow, runNumber, source, startedAt, finishedAt, tags, inputs, outputs, nodes } =
    execution(number)
  const began = iso(startedAt)
  const ended = isFinished ? iso(finishedAt) : null
  const status = isFinished ? 'COMPLETED' : 'RUNNING'
  const fact = (field: string, value: string, ts: string | null, attempt = 1) => ({
    field,
    value,
    attempt,
    ts,
  })
  return {
    id,
    flow,
    step: stepOf(number),
    source,
    attempt: 1,
    startedAt: began,
    finishedAt: ended,
    error: null,
    status,
    statusReason: isFinished ? 'ATTEMPT_OK' : 'ATTEMPT_STARTED',
    version: isFinished ? '2' : '1',
    durationMs: isFinished ? finishedAt - startedAt : 'running',
    nodeCount: isFinished ? 4 : 1,
    outputPreview: isFinished ? `tokens: ${outputs.tokens}` : null,
    tags: tags.toSorted(),
    run: runNumber === null ? null : { number: runNumber },
    attempts: { nodes: [{ number: 1, startedAt: began, finishedAt: ended, status, error: null }] },
    inputs: sized(inputs),
    outputs: isFinished ? sized(outputs) : null,
    nodeResults: {
      nodes: [
        nodeAnswer('accept', startedAt, startedAt, number),
        ...(isFinished
          ? nodes.map((one) => nodeAnswer(one.nodeId, one.startedAt, one.finishedAt, one.value))
          : []),
      ],
    },
    metadata: {
      nodes: [
        fact('attempt', '1', began),
        fact('note', note(number), began, 0),
        ...(isFinished ? [fact('attempt_ok', 'true', ended)] : []),
      ],
    },
  }
}

const nodeAnswer = (nodeId: string, startedAt: number, finishedAt: number, value: unknown) => ({
  nodeId,
  attempt: 1,
  status: 'COMPLETED',
  startedAt: iso(startedAt),
  finishedAt: iso(finishedAt),
  durationMs: finishedAt - startedAt,
  error: null,
  value,
})
