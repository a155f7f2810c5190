import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { createTurns } from '../../src/server/turns.ts'

it('a query that waits for its turn is not executed when its client has gone', async () => {
  const { plugin } = createTurns(1)
  const document = parse('{ backends { name } }')
  const executed: string[] = []
  const { promise: running, resolve: finish } = Promise.withResolvers<void>()
  /** Starts a query as Yoga does. */
  const start = (name: string, signal = new AbortController().signal) => {
    let execute: ((args: unknown) => unknown) | undefined
    const contextValue = { client: '10.0.0.1', request: { signal }, renew: () => {} }
    const args = { document, contextValue }
    const executeFn = async () => {
      executed.push(name)
      await running
    }
    void plugin.onExecute!({
      args,
      executeFn,
      setExecuteFn: (set: typeof execute) => (execute = set),
    } as never)
    return Promise.resolve(execute!(args)).then(
      () => 'answered',
      ({ message }: Error) => message,
    )
  }
  const first = Array.from({ length: 8 }, (_, index) => start(`first ${index}`))
  const leaving = new AbortController()
  const gone = start('gone', leaving.signal)
  const stays = start('stays')
  leaving.abort()
  finish()
  expect(await Promise.all([...first, stays])).toEqual(Array.from({ length: 9 }, () => 'answered'))
  expect(await gone).toBe('The client went before its query was executed.')
  expect(executed).toEqual([...first.map((_, index) => `first ${index}`), 'stays'])
})
