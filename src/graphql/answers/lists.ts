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
import { elementsOfTurn, isLong, takeTurn } from './turns.ts'
import { widthOf } from './width.ts'

type Resolve = GraphQLFieldResolver<unknown, Context>

/** Lists of objects count their values in the answer, and what takes long to work out lets others have their turn. */
export function boundLists(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      if (!isObjectType(getNamedType(field.type))) continue
      const resolve = field.resolve as Resolve | undefined
      if (isListType(getNullableType(field.type))) field.resolve = list(resolve ?? defaultFieldResolver)
      else if (resolve) field.resolve = object(resolve)
    }
  }
}

const list =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info)
    return found instanceof Promise
      ? found.then((elements) => delivered(elements, context, info))
      : delivered(found, context, info)
  }

function delivered(elements: unknown, context: Context, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(elements)) return elements
  const width = Math.max(1, widthOf(info))
  const values = elements.length * width
  context.answer.deliver(values)
  if (isLong(values)) return inTurns(elements, width, context)
  const wait = takeTurn(values)
  return wait ? context.hold(wait).then(() => elements) : elements
}

/** Nothing that hangs on the elements is read before all of them have asked for theirs. */
function inTurns(elements: readonly unknown[], width: number, context: Context): AsyncIterable<unknown> {
  const { promise: done, resolve: end } = Promise.withResolvers<void>()
  void context.hold(done)
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

/** Many objects that come at once: one batch of a loader answers all of them. */
const object =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info)
    if (!(found instanceof Promise) || !isLong(context.answer.values)) return found
    return found.then((value: unknown) => {
      const wait = value == null ? undefined : takeTurn(widthOf(info))
      return wait ? context.hold(wait).then(() => value) : value
    })
  }
