import { type ExecutionArgs, GraphQLError, OperationTypeNode, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../graphql/context.ts'
import { coded } from '../graphql/errors.ts'

/** A store reads on so many connections by default: more queries of one client would wait there. */
const mostPerBackend = 8
/** How many queries of one client may wait for their turn. */
const mostWaiting = 1_000

interface Client {
  running: number
  readonly waiting: (() => void)[]
}

/**
 * A client executes a few queries at once, and its others wait in the order in which they came: a client that sends
 * hundreds does not keep the others waiting. What waits is not executed when its client has gone. Mutations are not counted, since claims wait for work.
 */
export function createTurns(backends: number) {
  const clients = new Map<string, Client>()
  const most = mostPerBackend * backends

  /** Undefined if the query may begin at once. */
  function turnOf({ running, waiting }: Client): Promise<void> | undefined {
    if (running < most) return undefined
    if (waiting.length >= mostWaiting) throw tooMany()
    return new Promise((resolve) => waiting.push(resolve))
  }
  function end(address: string, client: Client) {
    const next = client.waiting.shift()
    // Its place goes to the next one.
    if (next) return next()
    client.running -= 1
    if (client.running === 0) clients.delete(address)
  }
  /** `hasWaited`: whether others of the client were done first. */
  async function inTurn<T>(address: string, work: (hasWaited: boolean) => T): Promise<Awaited<T>> {
    const client = clients.get(address) ?? { running: 0, waiting: [] }
    const turn = turnOf(client)
    clients.set(address, client)
    if (turn) await turn
    else client.running += 1
    try {
      return await work(turn !== undefined)
    } finally {
      end(address, client)
    }
  }

  const plugin: Plugin<Context> = {
    onExecute({ args, executeFn, setExecuteFn }) {
      const {
        contextValue: context,
        document,
        operationName,
      } = args as ExecutionArgs & { contextValue: Context }
      const { client } = context
      const isQuery = getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY
      if (client === undefined || !isQuery) return
      setExecuteFn((given: ExecutionArgs) =>
        inTurn(client, (hasWaited): unknown => {
          // Its clock is that of the moment when it is executed.
          if (hasWaited) context.renew()
          if (hasWaited && context.request.signal.aborted) throw gone()
          return executeFn(given)
        }),
      )
    },
  }
  return { plugin, inTurn }
}

/** Nobody reads it. */
const gone = () => new GraphQLError('The client went before its query was executed.')

const tooMany = () =>
  coded(
    'RATE_LIMITED',
    `At most ${mostWaiting} queries of one client may wait to be executed. Send fewer at once.`,
    { limit: mostWaiting, http: { status: 429, headers: { 'retry-after': '1' } } },
  )
