import { expect } from 'vitest'

export interface PageArguments {
  readonly first?: number
  readonly after?: string | null
  readonly last?: number
  readonly before?: string | null
}

export interface Connection<Node> {
  readonly nodes: readonly Node[]
  readonly edges: readonly { cursor: string; node: Node }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** What a query must select of a connection for its pages to be walked. */
export const connectionOf = (node: string): string => `
  nodes { ${node} } edges { cursor node { ${node} } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`

type AskPage<Node> = (page: PageArguments) => Promise<Connection<Node>>

/** All nodes of a list, page by page from its beginning, in the order of the list. */
export async function walkForward<Node>(ask: AskPage<Node>, sizes: readonly number[]): Promise<Node[]> {
  const nodes: Node[] = []
  let after: string | null = null
  for (let page = 0; ; page++) {
    const first = sizes[page % sizes.length]!
    const connection: Connection<Node> = await ask({ first, after })
    check(connection, first)
    expect(connection.pageInfo.hasPreviousPage).toBe(after !== null)
    nodes.push(...connection.nodes)
    if (!connection.pageInfo.hasNextPage) return nodes
    expect(connection.nodes).toHaveLength(first)
    after = connection.pageInfo.endCursor
  }
}

/** All nodes of a list, page by page from its end, in the order of the list. */
export async function walkBackward<Node>(ask: AskPage<Node>, sizes: readonly number[]): Promise<Node[]> {
  const nodes: Node[] = []
  let before: string | null = null
  for (let page = 0; ; page++) {
    const last = sizes[page % sizes.length]!
    const connection: Connection<Node> = await ask({ last, before })
    check(connection, last)
    expect(connection.pageInfo.hasNextPage).toBe(before !== null)
    nodes.unshift(...connection.nodes)
    if (!connection.pageInfo.hasPreviousPage) return nodes
    expect(connection.nodes).toHaveLength(last)
    before = connection.pageInfo.startCursor
  }
}

/** A page says the same in its nodes, its edges and its page info. */
function check({ nodes, edges, pageInfo }: Connection<unknown>, size: number) {
  expect(nodes.length).toBeLessThanOrEqual(size)
  expect(edges.map(({ node }) => node)).toEqual(nodes)
  expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
    edges[0]?.cursor ?? null,
    edges.at(-1)?.cursor ?? null,
  ])
}
