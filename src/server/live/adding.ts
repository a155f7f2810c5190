import { setTimeout as wait } from 'node:timers/promises'
import type { GraphQLError } from 'graphql'
import { turn } from '../../db/turn.ts'
import type { Viewer } from '../../graphql/access/viewer.ts'
import type { Documents, SentOperation } from '../../graphql/live/documents.ts'
import type { Added } from '../../live/framing.ts'
import type { LiveStream } from '../../live/stream.ts'
import { refusalOf } from '../refusals.ts'
import type { Holds } from './holds.ts'
import type { NamedOperation } from './operations.ts'
import { sentError } from './payloads.ts'
import { refusedOperation } from './sse.ts'

export interface AddingTools {
  readonly documents: Documents
  readonly mask: (error: unknown) => Error
  /** Does work when it is the client's turn. */
  readonly inTurn: (client: string | undefined, work: () => Promise<void>) => Promise<void>
}

interface To {
  readonly stream: LiveStream
  readonly holds: Holds
  readonly client: string | undefined
  readonly viewer: Viewer
}

/** Adds operations to a stream, and drops them. */
export function createAdding(tools: AddingTools, { stream, holds, client, viewer }: To) {
  /** What comes, and what is prepared and waits for its turn. */
  const waiting = new Map<string, NamedOperation | Added>()
  let isClosed = false
  const refuse = (id: string, errors: readonly object[]) =>
    stream.say(`error ${id}`, refusedOperation(id, errors))
  /** What was dropped or sent anew meanwhile is not added. */
  const isWanted = (one: NamedOperation | Added) => !isClosed && waiting.get(one.id) === one

  async function prepareEach(operations: readonly NamedOperation[]): Promise<Added[]> {
    const right: Added[] = []
    for (const operation of operations.filter(isWanted)) {
      // Documents take long to be read. Others are served between them.
      if (operation !== operations[0]) await turn()
      if (!isWanted(operation)) continue
      const { added, errors } = prepare({ ...tools, holds, viewer }, operation.id, operation)
      if (added) right.push(added)
      if (added) waiting.set(added.id, added)
      else waiting.delete(operation.id)
      if (errors) refuse(operation.id, errors)
    }
    return right
  }

  return {
    waitingIds: () => waiting.keys(),
    async add(operations: readonly NamedOperation[], from?: number): Promise<void> {
      const added = stream.expect()
      for (const operation of operations) waiting.set(operation.id, operation)
      const right = await prepareEach(operations)
      const wanted = () => right.filter((one) => isWanted(one) && waiting.delete(one.id))
      try {
        await tools.inTurn(client, () => atMost(stream.add(wanted(), from)))
      } catch (error) {
        // Too many of its client wait.
        for (const { id } of wanted()) {
          holds.release(id)
          refuse(id, [sentError(tools.mask(error))])
        }
      } finally {
        added()
      }
    },
    drop(id: string): void {
      waiting.delete(id)
      holds.release(id)
      stream.drop(id)
    },
    close(): void {
      isClosed = true
    },
  }
}

/** An operation that may be added, or why not. */
type Checked =
  | { readonly added: Added; readonly errors?: undefined }
  | { readonly added?: undefined; readonly errors: object[] }

/** Whose operation is prepared. */
interface Of extends Pick<AddingTools, 'documents' | 'mask'> {
  readonly holds: Holds
  readonly viewer: Viewer
}

interface Asked extends SentOperation {
  readonly refusal?: GraphQLError | undefined
}

export function prepare({ documents, mask, holds, viewer }: Of, id: string, operation: Asked): Checked {
  if (operation.refusal) return { errors: [sentError(mask(operation.refusal))] }
  const prepared = documents.prepare(operation, viewer)
  if (Array.isArray(prepared)) return { errors: prepared.map((error) => sentError(mask(refusalOf(error)))) }
  try {
    holds.take(id, operation, prepared)
  } catch (error) {
    return { errors: [sentError(mask(error))] }
  }
  return { added: { id, ...prepared } }
}

/** How long the beginning of a stream may hold a turn of its client. Then it may wait for a reader that takes nothing. */
const turnMs = 250

export const atMost = (work: Promise<void>) => Promise.race([work, wait(turnMs, undefined, { ref: false })])
