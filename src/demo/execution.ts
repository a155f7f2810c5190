import { cutPayload, defaultLimits } from '../db/recording/payload.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'

type Given = Partial<Omit<ExecutionRecord, 'inputs' | 'outputs'>> &
  Pick<ExecutionRecord, 'id' | 'flow'> & { readonly inputs?: object; readonly outputs?: object | null }

/** An execution with defaults for all that is not given. */
export function execution({ inputs, outputs, ...given }: Given): ExecutionRecord {
  return {
    runNumber: null,
    step: null,
    parentId: null,
    source: null,
    scriptPath: null,
    sampleRate: 1,
    state: null,
    heartbeatAt: null,
    heartbeatTimeoutMs: null,
    dag: null,
    onConflict: 'IGNORE',
    attempts: [],
    metadata: [],
    nodeResults: [],
    tags: [],
    ...given,
    inputs: inputs ? cutPayload(inputs, defaultLimits) : null,
    outputs: outputs ? cutPayload(outputs, defaultLimits) : null,
  }
}

/** `TrainRecommender` as a part of an id: `train-recommender`. */
export const slug = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])|[^a-zA-Z0-9]+/g, '-').toLowerCase()
