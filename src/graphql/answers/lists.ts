import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql'
import type { Context } from '../context.ts'
import { weightOf } from '../cost/weights.ts'
import { elementsOfTurn, isLong, takeTurn } from './turns.ts'
import { failureIn } from './failures.ts'
import { resultsField } from './results.ts'
import { widthOf } from './width.ts'

type Resolve = GraphQLFieldResolver<unknown, Context>

/** Makes lists count their values in the answer, and makes long work yield to other requests. */
export function boundLists(schema: GraphQLSchema): void {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
  const payloads = new Set<unknown>(mutations.map(({ type }) => getNamedType(type)))
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const weight = weightOf(type.name, field.name)
      const resolve = weighed(field.resolve as Resolve | undefined, weight)
      const isObject = isObjectType(getNamedType(field.type))
      const isCounted = field.name === resultsField && payloads.has(type)
      if (isListType(getNullableType(field.type)))
        field.resolve = list(resolve ?? defaultFieldResolver, isCounted, isObject ? widthOf : () => 1)
      else if (resolve && isObject) field.resolve = object(resolve)
    }
  }
}

/** Values are counted apart, one for each field. */
function weighed(resolve: Resolve | undefined, weight: number): Resolve | undefined {
  if (!resolve || weight === 1) return resolve
  return (source, args, context, info) => {
    context.answer.weigh(weight - 1)
    return resolve(source, args, context, info)
  }
}

const list =
  (resolve: Resolve, isCounted: boolean, widthIn: (info: GraphQLResolveInfo) => number): Resolve =>
  (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info)
    const shown = (elements: unknown) => {
      if (!Array.isArray(elements)) return elements
      const width = Math.max(1, widthIn(info))
      // The results of a mutation were counted before it was executed.
      if (!isCounted) context.answer.deliver(elements.length * width)
      return delivered(elements, width, context)
    }
    return found instanceof Promise ? found.then(shown, failureIn(context.answer, info)) : shown(found)
  }

function delivered(elements: readonly unknown[], width: number, context: Context): unknown {
  const values = elements.length * width
  if (isLong(values)) return inTurns(elements, width, context)
  const wait = takeTurn(values)
  return wait ? held(wait, elements, context) : elements
}

/** Nothing is read meanwhile, so that the fields nested in the value are still read with the others of their level. */
async function held<T>(wait: Promise<void>, value: T, context: Context): Promise<T> {
  await context.look().hold(wait)
  return value
}

/** Fields nested in the elements are read only when all elements have asked for theirs. */
function inTurns(elements: readonly unknown[], width: number, context: Context): AsyncIterable<unknown> {
  const { promise: done, resolve: end } = Promise.withResolvers<void>()
  void context.look().hold(done)
  return (async function* () {
    const count = elementsOfTurn(width)
    for (let start = 0; start < elements.length; start += count) {
      const some = elements.slice(start, start + count)
      await takeTurn(some.length * width)
      yield* some
    }
    end()
  })()
}

/** In an answer with more values, many fields may fail at once. */
const manyValues = 1_000

/** Many objects can arrive at once, because one batch of a loader answers all of them. */
const object =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info)
    const { values } = context.answer
    if (!(found instanceof Promise) || values <= manyValues) return found
    const shown = (value: unknown) => {
      const wait = value == null || !isLong(values) ? undefined : takeTurn(widthOf(info))
      return wait ? held(wait, value, context) : value
    }
    return found.then(shown, failureIn(context.answer, info))
  }
