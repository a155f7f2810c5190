import type { Api } from '../servers/api.ts'

export interface Entry {
  readonly id: string
  readonly backend: string
  readonly at: string
  readonly action: string
  readonly via: string
  readonly actor: string
  readonly tokenId: string | null
  readonly address: string | null
  readonly count: number
  readonly ids: readonly string[]
  readonly detail: string | null
}

interface Page {
  readonly nodes: Entry[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly unavailable: string[]
}

export const auditQuery = `query ($first: Int, $after: String, $filter: AuditFilter) {
  audit(first: $first, after: $after, filter: $filter) {
    nodes { id backend at action via actor tokenId address count ids detail }
    pageInfo { hasNextPage endCursor }
    unavailable
  }
}`

/** All entries, the oldest first, read in pages. */
export async function entriesOf(api: Pick<Api, 'data'>, filter: object = {}, first = 100): Promise<Entry[]> {
  const found: Entry[] = []
  let after: string | null = null
  do {
    const { audit }: { audit: Page } = await api.data(auditQuery, { first, after, filter })
    found.push(...audit.nodes)
    after = audit.pageInfo.hasNextPage ? audit.pageInfo.endCursor : null
  } while (after !== null)
  return found.toReversed()
}

/** What does not depend on the clock. */
export const told = (entries: readonly Entry[]) =>
  entries.map((entry) => ({ ...entry, id: undefined, at: undefined }))
