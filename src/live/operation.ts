import type { ExecutionEvent, LiveDocument, LiveEvent, RunEvent, Topic } from './events.ts'

/** What one subscriber watches with one document. */
export interface Operation {
  readonly id: string
  readonly document: LiveDocument
  topic: Topic
  readonly subscriber: Subscriber
  /** Events of this tick and earlier ones are not told: what is told at the beginning is newer. */
  from: number
  /** The ids whose first state is not told yet, with that state once it is known. */
  readonly awaited: Map<string, ExecutionEvent | undefined>
  /** Events of runs that must wait until what was missed is told. */
  held: Map<string, RunEvent> | undefined
  /** How often it has begun anew. */
  round: number
  isOver: boolean
}

/** Takes rendered events. */
export interface Subscriber {
  /** The address of its client, if it is known. */
  readonly client: string | undefined
  /** `record`: the newest event of a record replaces those that wait. */
  put(operation: Operation, record: string, payload: Buffer, tick: number): void
  flush(): void
}

/** An event for some operations that have the same document. */
export interface Item {
  readonly record: string
  readonly event: LiveEvent
  readonly tick: number
  readonly operations: readonly Operation[]
}

/** Events by document, each once for all who are told of it. */
export interface Batch {
  add(operation: Operation, record: string, event: LiveEvent): void
  readonly items: ReadonlyMap<LiveDocument, ReadonlyMap<string, Item>>
}

export function createBatch(tick: number): Batch {
  const items = new Map<LiveDocument, Map<string, Item & { readonly operations: Operation[] }>>()
  return {
    items,
    add(operation, record, event) {
      const { document } = operation
      let ofDocument = items.get(document)
      if (!ofDocument) items.set(document, (ofDocument = new Map()))
      const key = 'kind' in event ? `${event.kind} ${record}` : record
      const known = ofDocument.get(key)
      if (known) known.operations.push(operation)
      else ofDocument.set(key, { record, event, tick, operations: [operation] })
    },
  }
}
