import { useEffect, useRef, useState } from 'react'
import { errorOf } from '../data/seldom.ts'

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

type Read<Node> = (after: string | undefined) => Promise<Connection<Node> | null | undefined>

/** A list that is read page by page as one asks for more. Begins anew with another `key`. */
export function usePages<Node>(key: string, read: Read<Node>): Pages<Node> & { readonly more: () => void } {
  const [pages, setPages] = useState<Pages<Node>>({
    nodes: [],
    hasMore: false,
    isLoading: true,
    error: undefined,
  })
  const after = useRef<string>(undefined)
  const begun = useRef(0)
  const load = (isFirst: boolean) => {
    const own = (begun.current += 1)
    if (isFirst) after.current = undefined
    setPages((old) => ({ ...old, ...(isFirst && { nodes: [] }), isLoading: true, error: undefined }))
    void (async () => {
      try {
        const found = await read(after.current)
        if (own !== begun.current) return
        after.current = found?.pageInfo.endCursor ?? undefined
        const hasMore = found?.pageInfo.hasNextPage ?? false
        setPages((old) => ({
          nodes: [...old.nodes, ...(found?.nodes ?? [])],
          hasMore,
          isLoading: false,
          error: undefined,
        }))
      } catch (error) {
        if (own === begun.current) setPages((old) => ({ ...old, isLoading: false, error: errorOf(error) }))
      }
    })()
  }
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only another key begins anew.
  useEffect(() => load(true), [key])
  return { ...pages, more: () => load(false) }
}
