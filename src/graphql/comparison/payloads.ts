import type { PayloadKind } from '../../db/executions/largetexts.ts'
import { jsonInTurns } from '../../db/json/jsontext.ts'
import { createBreaks } from '../../db/turn.ts'
import type { Answer } from '../answers/answer.ts'
import type { Context } from '../context.ts'
import { checkedWhole } from '../inputs/checks.ts'
import { loadersOf } from '../lists/nested.ts'
import type { ExecutionSides } from '../models.ts'
import { pathText } from './jsonpath.ts'
import { type StoredDifference, storedDifferences } from './storedjson.ts'

const mostDifferences = 1_000

/** How many differences are listed. */
export const checkedFirst = (first: number | null | undefined): number =>
  checkedWhole(first ?? 100, 'first', 1, mostDifferences)

/** Compares the inputs or the outputs of two executions, which are read only for this. */
export const comparedPayloads =
  (kind: PayloadKind) =>
  async ({ left, right }: ExecutionSides, args: { readonly first?: number | null }, context: Context) => {
    const first = checkedFirst(args.first)
    if (!left) return null
    const [before, after] = await Promise.all([
      loadersOf(context, left.backend).payloads.load({ id: left.id, kind, part: 'whole' }),
      loadersOf(context, right.backend).payloads.load({ id: right.id, kind, part: 'whole' }),
    ])
    if (!before && !after) return null
    // Each comparison counts both texts, also those that it shares with others: it takes as long as to print them.
    context.answer.print((before?.size ?? 0) + (after?.size ?? 0))
    return afterOthers(context.answer, async () => {
      const { differences, isWhole } = await storedDifferences(before, after, first)
      return {
        left: before,
        right: after,
        differences: await shownDifferences(differences),
        hasMore: !isWhole,
        isExact: !before?.truncated && !after?.truncated,
      }
    })
  }

const lasts = new WeakMap<Answer, Promise<unknown>>()

/** One comparison of an answer after the other: parsed values take many times the room of their text. */
function afterOthers<Done>(answer: Answer, compare: () => Promise<Done>): Promise<Done> {
  const done = (lasts.get(answer) ?? Promise.resolve()).then(compare, compare)
  lasts.set(answer, done)
  return done
}

async function shownDifferences(differences: readonly StoredDifference[]) {
  const breaks = createBreaks()
  const shown = []
  for (const { kind, path, left, right } of differences) {
    shown.push({
      kind,
      path: pathText(path),
      left: left ? await shownValue(left) : null,
      right: right ? await shownValue(right) : null,
    })
    if (breaks.isDue()) await breaks.take()
  }
  return shown
}

const previewLength = 200

async function shownValue({ value, bytes }: NonNullable<StoredDifference['left']>) {
  const json = await jsonInTurns(value)
  return {
    // A character outside the first plane has two units: the first alone is not a character.
    preview: json.slice(0, previewLength).replace(/[\ud800-\udbff]$/, ''),
    bytes: bytes ?? Buffer.byteLength(json),
    truncated: bytes !== undefined,
  }
}
