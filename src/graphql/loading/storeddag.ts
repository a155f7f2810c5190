import type { DagRow } from '../../db/executions/largetexts.ts'
import { parseJson } from '../../db/json/longjson.ts'
import type { DagContent, StoredDag } from '../models.ts'

/** Parses the content once for all that share it, and only on demand. */
export function storedDag({ hash, nodeCount, size, json }: DagRow): StoredDag {
  let content: DagContent | undefined
  return { hash, nodeCount, size, content: () => (content ??= parseJson(json!) as DagContent) }
}
