import type { Answer } from './sending.ts'
import { type ServerError, codeIn, errorOf } from './error.ts'

/** A page of a list, as the server answers it. */
interface Connection<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly unavailable: readonly string[]
}

/** A page of a list, with why some of it may be missing: an error for each backend in `unavailable`. */
export type PageOf<Page> = Page & { readonly errors: readonly ServerError[] }

/** A list that is read page by page as it is iterated over. */
export interface List<Node, Page> extends AsyncIterable<Node> {
  /**
   * Its pages, which say in `unavailable` whose share is missing. Without them, iterating gives all that is there,
   * and then throws if something was missing.
   */
  pages(): AsyncGenerator<PageOf<Page>, void, undefined>
}

type NodeOf<Page> = Page extends { readonly nodes: readonly (infer Node)[] } ? Node : never

/** A list whose pages come one after another. `partOf` finds the page in an answer. */
export function listOf<Data, Page extends Connection<unknown>>(
  read: (after: string | null | undefined) => Promise<Answer<Data>>,
  partOf: (data: Data) => Page | null,
  from: string | null | undefined,
): List<NodeOf<Page>, Page> {
  async function* pages() {
    let after = from
    for (;;) {
      const page = pageIn(await read(after), partOf)
      yield page
      const { hasNextPage, endCursor } = page.pageInfo
      if (!hasNextPage || endCursor === null) return
      after = endCursor
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      const missing = new Map<string, ServerError>()
      for await (const { nodes, errors } of pages()) {
        yield* nodes as NodeOf<Page>[]
        for (const error of errors) missing.set(error.message, error)
      }
      if (missing.size > 0) throw errorOf([...missing.values()])
    },
  }
}

/** A page is there although a backend is not. Any other error means that it cannot be relied on. */
function pageIn<Data, Page extends Connection<unknown>>(
  { data, errors, ...known }: Answer<Data>,
  partOf: (data: Data) => Page | null,
): PageOf<Page> {
  const page = data === null ? null : partOf(data)
  const isShare = (error: ServerError) =>
    codeIn(error) === 'BACKEND_UNAVAILABLE' &&
    page?.unavailable.includes(String(error.extensions?.['backend']))
  if (!page || !errors.every(isShare)) throw errorOf(errors, { ...known, data: data ?? undefined })
  return { ...page, errors }
}
