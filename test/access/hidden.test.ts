import * as fc from 'fast-check'
import { type GraphQLObjectType, TypeInfo, parse, visit, visitWithTypeInfo } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FlowLimit, flowLimitOf, isWithin } from '../../src/db/sql/flowlimit.ts'
import { schema } from '../../src/graphql/schema.ts'
import { everythingOf, roomForEverything, shownBy } from '../setup/ask/askall.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { type FlowHistory, began, flowHistory, lookedAt, someFlows } from '../setup/seeds/flowhistory.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'
import { sized } from '../setup/whole.ts'

const ids = Array.from({ length: 12 }, (_, place) => `e${place}`)
const everything = everythingOf({ ids, flows: someFlows, began })

it('asks all that there is', () => {
  const asked = new Set<string>()
  const types = new TypeInfo(schema)
  visit(
    parse(everything.query),
    visitWithTypeInfo(types, {
      Field: ({ name }) => void asked.add(`${types.getParentType()?.name}.${name.value}`),
    }),
  )
  const reached = new Set([...asked].map((field) => field.split('.')[0]!))
  const all = [...reached].flatMap((name) => {
    const type = schema.getType(name) as GraphQLObjectType
    return Object.keys(type.getFields()).map((field) => `${name}.${field}`)
  })
  // The nodes of edges are those of the page; the others are for tokens without a limit of flows.
  const missing = all.filter((field) => !asked.has(field) && !field.endsWith('Edge.node'))
  expect(missing.toSorted()).toEqual(['Query.audit', 'Query.queue', 'Query.retentionPreview', 'Query.tokens'])
})

async function seed(
  api: Pick<Api, 'backends' | 'data'>,
  history: FlowHistory,
  isSeen: (flow: string) => boolean,
) {
  const seen = <Row extends { flow: string }>(rows: readonly Row[]) => rows.filter(({ flow }) => isSeen(flow))
  for (const [backend, { runs, executions }] of Object.entries(history)) {
    if (!api.backends.some(({ name }) => name === backend)) continue
    for (const [field, type, input] of [
      ['recordRuns', 'RecordRunsInput', { runs: seen(runs) }],
      ['recordExecutions', 'RecordExecutionsInput', { executions: seen(executions) }],
    ] as const) {
      if (Object.values(input)[0]!.length === 0) continue
      const write = `mutation ($input: ${type}!) { ${field}(input: $input) { results { ok problem { code message field } } } }`
      const data = await api.data<Record<string, { results: { ok: boolean }[] }>>(write, {
        input: { backend, ...input },
      })
      expect(data[field]!.results.filter(({ ok }) => !ok)).toEqual([])
    }
  }
}

interface Limits {
  readonly flows: readonly string[] | null
  readonly backends: readonly string[] | null
}

const someLimits = {
  flows: [null, ['train'], ['etl', 'trai'], ['train*'], ['T*', 'etl'], ['tra*', 'train*', 'x*']],
  backends: [null, ['main'], ['other']],
} as const
const limits = fc.record({
  flows: fc.constantFrom(...someLimits.flows),
  backends: fc.constantFrom(...someLimits.backends),
})

/** Takes all records away, and what was counted of them. Tokens stay. */
async function empty(sql: Sql): Promise<void> {
  const tables =
    sql.dialect === 'postgres'
      ? `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
      : `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
  const names = (await sql.run(tables)).map(({ name }) => String(name))
  const kept = new Set(['tokens', 'change_counter', 'execgraph_migrations'])
  const filled = names.filter((name) => !kept.has(name))
  if (sql.dialect === 'postgres') await sql.run(`truncate ${filled.join(', ')}`)
  // Triggers count what is deleted: what they have written by then is deleted, too.
  else for (const name of [...filled, ...filled]) await sql.run(`delete from ${name}`)
}

/** Stores for all rounds, and servers over them: an open one, and one for tokens. */
async function startPair(kind: string) {
  const both = await startApi({ title: kind, kinds: { main: kind, other: kind } }, roomForEverything)
  const [main] = both.backends
  const stores = openStores(both)
  const secrets = new Map<string, string>()
  for (const flows of someLimits.flows)
    for (const backends of someLimits.backends) {
      const one = { flows, backends }
      secrets.set(JSON.stringify(one), (await makeToken(main!, { ...one, scopes: ['READ'] })).secret)
    }
  const over = ({ backends }: Limits) => {
    const seen = both.backends.filter(({ name }) => backends?.includes(name) ?? true)
    const limited = apiOver(seen, [], { ...roomForEverything, auth: 'tokens', admin: main! })
    return { open: apiOver(seen, [], roomForEverything), limited }
  }
  const servers = new Map(someLimits.backends.map((backends) => [backends, over({ flows: null, backends })]))
  return {
    open: both,
    ask: async (one: Limits, server: Limits = { flows: null, backends: null }) => {
      const { limited } = servers.get(server.backends as never)!
      const {
        status: _,
        headers: __,
        ...answer
      } = await askAs(limited.app, secrets.get(JSON.stringify(one)), everything.query)
      return shownBy(everything, answer)
    },
    askOpenly: async ({ backends }: Limits) =>
      shownBy(everything, await servers.get(backends as never)!.open.ask(everything.query)),
    empty: () => Promise.all(stores.map(empty)),
    async close() {
      for (const { open, limited } of servers.values())
        await Promise.all([open.app.close(), limited.app.close()])
      await Promise.all(stores.map((sql) => sql.close()))
      await both.close()
    },
  }
}

type Shown = ReturnType<typeof shownBy>

/**
 * What is nested in records of two stores is read together once both have answered, or apart: how many statements that
 * takes depends on the moment.
 */
function comparable({ backends }: Limits, { extensions, ...answer }: Shown) {
  const { backends: counts, ...others } = extensions ?? {}
  return { ...answer, extensions: backends === null ? others : { ...others, counts } }
}

/** Nobody would see what is missing. */
const tooMuch = /QUERY_TOO_EXPENSIVE|BATCH_TOO_LARGE|BACKEND_UNAVAILABLE|TIMEOUT|INTERNAL/

describe.each(kinds)('what a token sees on %s', (kind) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: lookedAt }))
  afterEach(() => void vi.useRealTimers())

  it('is what there would be without all that its limits hide', async () => {
    const [whole, left] = [await startPair(kind), await startPair(kind)]
    try {
      await fc.assert(
        fc.asyncProperty(flowHistory, limits, async (history, one) => {
          const limit: FlowLimit | null = one.flows && flowLimitOf(one.flows)
          const isSeen = (flow: string) => limit === null || isWithin(flow, limit)
          await Promise.all([whole.empty(), left.empty()])
          await seed(whole.open, history, () => true)
          await seed(left.open, history, isSeen)
          const alone = await left.ask(one, one)
          expect(comparable(one, await whole.ask(one))).toEqual(comparable(one, alone))
          expect(alone.data).toEqual((await left.askOpenly(one)).data)
          expect(alone.errors.filter((text) => tooMuch.test(text))).toEqual([])
        }),
        { numRuns: fewCases(sized(3, 1)), endOnFailure: true },
      )
    } finally {
      await whole.close()
      await left.close()
    }
  })
})
