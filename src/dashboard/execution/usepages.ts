import { useEffect, useRef, useState } from 'react'
import { errorOf } from '../data/seldom.ts'
import { useAgain } from '../data/useagain.ts'

interface Connection<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

interface Pages<Node> {
  readonly nodes: readonly Node[]
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly error: Error | undefined
}

type Read<Node> = (after: string | undefined) => Promise<Connection<Node>>

interface Of {
  /** With another one it is another list. */
  readonly key: string
  /** With another one there may be more in it. */
  readonly version: string
}

/** A list that is read page by page as one asks for more. */
export function usePages<Node>(
  { key, version }: Of,
  read: Read<Node>,
): Pages<Node> & { readonly more: () => void } {
  const [pages, setPages] = useState<Pages<Node>>({
    nodes: [],
    hasMore: false,
    isLoading: true,
    error: undefined,
  })
  const after = useRef<string>(undefined)
  const begun = useRef(0)
  /** The load of the first page, after which there was no other. */
  const first = useRef(0)
  const load = (isFirst: boolean) => {
    const own = (begun.current += 1)
    if (isFirst) [after.current, first.current] = [undefined, own]
    setPages((old) => ({ ...old, ...(isFirst && { nodes: [] }), isLoading: true, error: undefined }))
    void (async () => {
      try {
        const found = await read(after.current)
        if (own !== begun.current) return
        after.current = found.pageInfo.endCursor ?? undefined
        setPages((old) => ({
          nodes: [...old.nodes, ...found.nodes],
          hasMore: found.pageInfo.hasNextPage,
          isLoading: false,
          error: undefined,
        }))
      } catch (error) {
        if (own === begun.current) setPages((old) => ({ ...old, isLoading: false, error: errorOf(error) }))
      }
    })()
  }
  const renew = async () => {
    // Of a list of several pages what is new is on the last one, which is not there yet.
    if (begun.current !== first.current) return
    const found = await read(undefined).catch(() => undefined)
    if (!found || begun.current !== first.current) return
    after.current = found.pageInfo.endCursor ?? undefined
    setPages({ nodes: found.nodes, hasMore: found.pageInfo.hasNextPage, isLoading: false, error: undefined })
  }
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only another key begins anew.
  useEffect(() => load(true), [key])
  useAgain(() => void renew(), version)
  return { ...pages, more: () => load(false) }
}
