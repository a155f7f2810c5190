import * as fc from 'fast-check'
import { type GraphQLObjectType, TypeInfo, parse, visit, visitWithTypeInfo } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FlowLimit, flowLimitOf, isWithin } from '../../src/db/sql/flowlimit.ts'
import { schema } from '../../src/graphql/schema.ts'
import { questionsOf, shownAnswer } from '../setup/ask/askall.ts'
import { type FlowHistory, began, flowHistory, lookedAt, someFlows } from '../setup/seeds/flowhistory.ts'
import { type Answer, type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { lastingKinds } from '../setup/servers/stores.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'

const ids = Array.from({ length: 12 }, (_, place) => `e${place}`)
const questions = questionsOf({ ids, flows: someFlows, began })

it('asks all that there is', () => {
  const asked = new Set<string>()
  const types = new TypeInfo(schema)
  for (const question of questions)
    visit(
      parse(question),
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

async function seed(api: Api, history: FlowHistory, isSeen: (flow: string) => boolean) {
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

const options = {
  mostReads: 10_000,
  readMs: 60_000,
  answerLimits: { bytes: 2 ** 28, values: 2_000_000 },
} as const

interface Both {
  readonly limited: Answer[]
  readonly open: Answer[]
}

/** What is answered to a token over all backends, and to everybody. */
async function answersOf(api: Api, limits: Limits): Promise<Both> {
  const { secret } = await makeToken(api.backends[0]!, { ...limits, scopes: ['READ'] })
  const app = apiOver(api.backends, [], { ...options, auth: 'tokens', admin: api.backends[0]! })
  const limited: Answer[] = []
  const open: Answer[] = []
  for (const question of questions) {
    const { status: _, headers: __, ...answer } = await askAs(app.app, secret, question)
    limited.push(answer)
    open.push(await api.ask(question))
  }
  await app.app.close()
  return { limited, open }
}

interface Limits {
  readonly flows: readonly string[] | null
  readonly backends: readonly string[] | null
}

const limits: fc.Arbitrary<Limits> = fc.record({
  flows: fc.constantFrom(
    null,
    ['train'],
    ['etl', 'trai'],
    ['train*'],
    ['T*', 'etl'],
    ['tra*', 'train*', 'x*'],
  ),
  backends: fc.constantFrom(null, ['main'], ['other']),
})

describe.each(lastingKinds)('what a token sees on %s', (kind) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: lookedAt }))
  afterEach(() => void vi.useRealTimers())

  it('is what there would be without all that its limits hide', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(flowHistory, limits, async (history, one) => {
        const limit: FlowLimit | null = one.flows && flowLimitOf(one.flows)
        const isSeen = (flow: string) => limit === null || isWithin(flow, limit)
        const names = (one.backends ?? ['main', 'other']).map((name) => [name, kind])
        const whole = await startApi({ title: '', kinds: { main: kind, other: kind } }, options)
        const left = await startApi({ title: '', kinds: Object.fromEntries(names) }, options)
        try {
          await seed(whole, history, () => true)
          await seed(left, history, isSeen)
          const { limited } = await answersOf(whole, one)
          const alone = await answersOf(left, one)
          for (const [place, question] of questions.entries()) {
            expect({ question, ...(shownAnswer(limited[place]) as object) }).toEqual({
              question,
              ...(shownAnswer(alone.limited[place]) as object),
            })
            const { data } = shownAnswer(alone.limited[place]) as Answer
            const { data: all } = shownAnswer(alone.open[place]) as Answer
            expect({ question, data }).toEqual({ question, data: all })
          }
        } finally {
          await whole.close()
          await left.close()
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })
})
