import { useEffect, useRef, useState } from 'react'
import { useSignal } from '../data/signal.ts'
import { type Feed, type FeedState, type Source, createFeed } from './feed.ts'

/** The rows of a source, as long as it is shown. What was shown before stays until another one has its first rows. */
export function useFeed<Row extends object>(source: Source<Row>): { feed: Feed<Row>; state: FeedState<Row> } {
  const [feed, setFeed] = useState(() => createFeed(source))
  const made = useRef(source)
  if (made.current !== source) {
    made.current = source
    setFeed(createFeed(source))
  }
  useEffect(() => feed.begin(), [feed])
  const state = useSignal(feed.state)
  const last = useRef(state)
  if (state.shown.isLoaded || state.error) last.current = state
  const isOlder = last.current !== state && last.current.shown.isLoaded
  return { feed, state: isOlder ? { ...last.current, isLoading: true } : state }
}
