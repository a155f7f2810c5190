import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
} from 'graphql'
import { schema } from '../../../src/graphql/schema.ts'
import type { Answer } from '../servers/api.ts'

/** Arguments of fields that need some, or that would have long pages. */
const given: Readonly<Record<string, string>> = {
  'Flow.latest': '(status: [FAILED])',
  'Run.latest': '(status: [COMPLETED])',
  'FailureGroup.buckets': '(count: 3)',
}

const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields())
const isObject = (type: GraphQLNamedType): type is GraphQLObjectType => isObjectType(type)
const isPlain = (type: GraphQLObjectType): boolean =>
  fieldsOf(type).every((field) => !isObject(getNamedType(field.type)))
/** They are no level of their own. */
const isWrapper = (name: string) => /(?:Connection|Edge)$/.test(name) && name !== 'DagEdge'

/** What to ask of a type: all of its fields, and those of the types that they lead to, so many levels deep. */
function selectionOf(type: GraphQLObjectType, levels: number): string {
  const parts = fieldsOf(type).flatMap((field) => partOf(type, field, levels))
  return `{ ${parts.join(' ')} }`
}

function partOf(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  levels: number,
): string | [] {
  const type = getNamedType(field.type)
  const page = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : ''
  const head = field.name + (given[`${parent.name}.${field.name}`] ?? page)
  if (!isObject(type)) return head
  if (isPlain(type) && !isWrapper(type.name)) return `${head} ${selectionOf(type, 0)}`
  // Of an edge, the node is that of the page.
  if (isWrapper(type.name) && 'cursor' in type.getFields()) return `${head} { cursor }`
  const below = isWrapper(parent.name) ? levels : levels - 1
  return below < 0 ? [] : `${head} ${selectionOf(type, below)}`
}

/** What a root field of queries leads to. */
function rootOf(field: string): GraphQLObjectType {
  const type = getNamedType(schema.getQueryType()!.getFields()[field]!.type)
  if (!isObject(type)) throw new Error(`"${field}" has no fields.`)
  return type
}

/** A call takes only so many. */
const inParts = <One>(all: readonly One[], most: number): One[][] =>
  all.length <= most ? [[...all]] : [all.slice(0, most), ...inParts(all.slice(most), most)]

const listsOf = ({ ids, flows: someFlows, began }: Known): Readonly<Record<string, readonly string[]>> => {
  const idsText = JSON.stringify([
    ...ids,
    ...ids.map((id) => `main:${id}`),
    ...ids.map((id) => `other:${id}`),
  ])
  const time = (hours: number) => new Date(began + hours * 3_600_000).toISOString()
  const flowsText = JSON.stringify(someFlows)
  const runIds = someFlows.flatMap((flow) => [1, 2, 3, 4].map((number) => `${flow}/${number}`))
  return {
    executions: [`(ids: ${idsText})`],
    execution: ids.map((id) => `(id: "${id}")`),
    executionHistory: [
      '(first: 3)',
      `(first: 3, filter: { flow: ${flowsText}, status: [FAILED, COMPLETED] }, orderBy: { direction: ASC })`,
      '(last: 2, filter: { tagsAny: ["red"] })',
      '(first: 5, filter: { status: [RUNNING, PENDING], source: ["cron"] })',
      `(first: 5, filter: { parent: "${ids[1]}" })`,
      '(first: 5, filter: { run: { flow: "hidden", number: 1 } })',
      '(first: 5, filter: { flow: ["hidden", "etl"], scriptPrefix: "jobs", errorContains: "o" })',
      `(first: 5, filter: { startedAfter: "${time(0)}", startedBefore: "${time(3)}", tagsAll: ["red", "blue"] })`,
    ],
    executionStats: ['', '(filter: { flow: ["hidden", "train"] })', '(filter: { status: [FAILED] })'],
    failureGroups: ['(first: 5)', '(first: 5, orderBy: FIRST_SEEN, filter: { tagsAny: ["blue"] })'],
    run: someFlows.flatMap((flow) => [
      `(flow: "${flow}")`,
      `(flow: "${flow}", ref: "2")`,
      `(flow: "${flow}", status: [FAILED])`,
    ]),
    runs: [
      '(first: 3)',
      '(last: 3, orderBy: { field: FINISHED, direction: DESC })',
      '(first: 9, orderBy: { field: DURATION, direction: ASC }, filter: { status: [COMPLETED, FAILED] })',
      `(first: 9, orderBy: { field: FLOW, direction: ASC }, filter: { flow: ${flowsText} })`,
      '(first: 9, filter: { status: [RUNNING], user: ["ann"] })',
      '(first: 9, filter: { tagsAny: ["red", "blue"], refPrefix: "1" })',
    ],
    statusCounts: ['', '(filter: { flow: ["hidden", "etl"] })', '(filter: { tagsAny: ["red"] })'],
    runHistogram: [
      `(buckets: 7, filter: { startedAfter: "${time(0)}", startedBefore: "${time(9)}" })`,
      `(buckets: 5, filter: { startedAfter: "${time(0)}", startedBefore: "${time(9)}", flow: ["hidden", "train"] })`,
      `(buckets: 3, filter: { startedAfter: "${time(1)}", startedBefore: "${time(8)}", user: ["ann"] })`,
    ],
    runFacets: ['', '(filter: { status: [FAILED] })'],
    flows: ['(first: 2)', '(filter: { namePrefix: "h" })', '(last: 3, filter: { namePrefix: "tr" })'],
    compareExecutions: inParts(ids, 25).map(
      (some) =>
        `(pairs: [${some.map((id) => `{ right: "${id}" }, { left: "${ids[1]}", right: "${id}" }`).join()}])`,
    ),
    compareRuns: [`(pairs: [${runIds.map((id) => `{ right: "${id}" }`).join()}])`],
    attention: ['(first: 100)'],
    backends: [''],
  }
}

/** How many levels are asked where more than one is: what is nested may be of other flows. */
const levels: Readonly<Record<string, number>> = {
  ...{ attention: 2, compareRuns: 2, failureGroups: 2, run: 2 },
  ...{ compareExecutions: 3, execution: 3 },
}

/** What is stored, by which it is asked for. */
interface Known {
  readonly ids: readonly string[]
  readonly flows: readonly string[]
  readonly began: number
}

/** One query for all that there is to read, but for what is of all flows. */
export interface Everything {
  readonly query: string
  /** What its fields are asked, by their aliases. */
  readonly asked: Readonly<Record<string, string>>
}

/** In one query, what many fields lead to is written once and read for all of them together. */
export function everythingOf(known: Known): Everything {
  const lists = Object.entries(listsOf(known))
  const asked = lists.flatMap(([field, all]) => all.map((args, place) => [`${field}${place}`, field + args]))
  const fields = lists.flatMap(([field, all]) =>
    all.map((args, place) => `${field}${place}: ${field}${args} { ...${field} }`),
  )
  const fragments = lists.map(([field]) => {
    const root = rootOf(field)
    return `fragment ${field} on ${root.name} ${selectionOf(root, levels[field] ?? 1)}`
  })
  return {
    query: [`{ ${fields.join(' ')} }`, ...fragments].join('\n'),
    asked: Object.fromEntries(asked) as Record<string, string>,
  }
}

/** Nobody else asks for so much at once. */
export const roomForEverything = {
  mostReads: 10_000,
  readMs: 240_000,
  answerLimits: { bytes: 2 ** 28, values: 2_000_000 },
  queryLimits: {
    document: { tokens: 100_000, depth: 50, aliases: 1_000, directives: 200, fields: 200_000 },
    cost: Number.MAX_SAFE_INTEGER,
  },
} as const

/**
 * What an answer says but for milliseconds, the order in which backends answered, and ids that are made anew for each
 * store, which cursors have.
 */
const shownAnswer = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (isVarying.test(key) || (typeof one === 'string' && isMade.test(one))) return null
      return key === 'backends' && Array.isArray(one) ? one.toSorted(byName) : one
    }),
  )

const isMade = /^[0-9a-f]{8}-[0-9a-f]{4}-7/
const isVarying = /^(?:ms|requestId|latencyMs)$|cursor$/i
const byName = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** An answer by what was asked, with its errors in one order. */
export function shownBy({ asked }: Everything, answer: Answer) {
  const { data, errors = [], extensions } = shownAnswer(answer) as Answer
  const texts = errors.map((error) => JSON.stringify(error)).toSorted()
  const parts = Object.entries(asked).map(([alias, question]) => [question, data?.[alias]])
  return { data: Object.fromEntries(parts) as Record<string, unknown>, errors: texts, extensions }
}
