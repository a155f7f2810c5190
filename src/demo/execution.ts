import type { ExecutionRecord } from '../db/recordrows.ts'

type Given = Partial<Omit<ExecutionRecord, 'inputs' | 'outputs' | 'outputPreview'>> &
  Pick<ExecutionRecord, 'id' | 'flow'> & { readonly inputs?: object; readonly outputs?: object | null }

/** An execution of which only some things are worth saying. */
export function execution({ inputs, outputs, ...given }: Given): ExecutionRecord {
  return {
    ...{ runNumber: null, step: null, parentId: null, source: null, scriptPath: null, sampleRate: 1 },
    ...{ state: null, heartbeatAt: null, heartbeatTimeoutMs: null, dag: null },
    ...{ attempts: [], metadata: [], nodeResults: [] },
    ...given,
    inputs: inputs ? JSON.stringify(inputs) : null,
    outputs: outputs ? JSON.stringify(outputs) : null,
    outputPreview: outputs ? preview(outputs) : null,
  }
}

function preview(outputs: object): string {
  const [[name, value] = ['', null]] = Object.entries(outputs)
  const text = `${name}: ${JSON.stringify(value)}`
  return text.length > 50 ? `${text.slice(0, 50)}…` : text
}

/** `TrainRecommender` as a part of an id: `train-recommender`. */
export const slug = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])|[^a-zA-Z0-9]+/g, '-').toLowerCase()
