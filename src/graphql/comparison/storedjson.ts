import type { PayloadRow } from '../../db/executions/largetexts.ts'
import { parseInTurns, parseJson } from '../../db/json/longjson.ts'
import type { TruncatedKey as Cut } from '../../db/recording/payload.ts'
import { takeTurnOfBytes } from '../answers/turns.ts'
import { type JsonDifference, type JsonPath, jsonDifferences } from './jsondifferences.ts'

/** A value on one side. */
interface Held {
  readonly value: unknown
  /** Its true size, if the store has only its beginning. */
  readonly bytes?: number | undefined
}

/** A difference of stored values. What is missing on a side is `undefined`. */
export interface StoredDifference {
  readonly kind: JsonDifference['kind']
  readonly path: JsonPath
  readonly left: Held | undefined
  readonly right: Held | undefined
}

interface StoredDifferences {
  readonly differences: readonly StoredDifference[]
  readonly isWhole: boolean
}

/** A parsed text, and the true sizes of what was cut from it, by key: `null` for the whole. */
interface Parsed extends Held {
  readonly cuts: ReadonlyMap<string | null, number>
}

/**
 * The first differences of stored inputs or outputs, in turns with other work. Of a value that was cut, the beginning and
 * the true size are compared.
 */
export async function storedDifferences(
  before: PayloadRow | null,
  after: PayloadRow | null,
  most: number,
): Promise<StoredDifferences> {
  const isSame = before?.json === after?.json && before?.truncated === after?.truncated
  if (isSame) return { differences: [], isWhole: true }
  const [left, right] = [await parsed(before), await parsed(after)]
  const cut = new Set([...(left?.cuts.keys() ?? []), ...(right?.cuts.keys() ?? [])])
  if (!left || !right || cut.has(null) || (cut.size > 0 && !(isObject(left) && isObject(right))))
    return { differences: differenceOf([], left, right), isWhole: true }
  const parts = [...cut].flatMap((name) => differenceOf([name!], taken(left, name!), taken(right, name!)))
  const room = Math.max(0, most - parts.length)
  const { differences, isWhole } = await jsonDifferences(left.value, right.value, room)
  const rest = differences.map((one) => ({ ...one, left: held(one.left), right: held(one.right) }))
  return { differences: [...parts.slice(0, most), ...rest], isWhole: isWhole && parts.length <= most }
}

const held = (value: unknown): Held | undefined => (value === undefined ? undefined : { value })

/** Longer texts are parsed in turns: many small values take milliseconds for each 10 kB. */
const long = 65_536

async function parsed(row: PayloadRow | null): Promise<Parsed | undefined> {
  if (!row) return undefined
  const { json, truncated, bytes, size } = row
  await takeTurnOfBytes(size)
  const value = json!.length > long ? await parseInTurns(Buffer.from(json!)) : parseJson(json!)
  if (truncated === null) return { value, cuts: new Map() }
  const cuts = (JSON.parse(truncated) as Cut[]).map((cut) => [cut.name, cut.bytes] as const)
  return { value, bytes, cuts: new Map(cuts) }
}

const isObject = ({ value }: Held) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Takes an entry out of an object. */
function taken({ value, cuts }: Parsed, name: string): Held | undefined {
  const object = value as Record<string, unknown>
  if (!Object.hasOwn(object, name)) return undefined
  const entry = { value: object[name], bytes: cuts.get(name) }
  delete object[name]
  return entry
}

/** At most one difference: what was cut is compared as a whole. */
function differenceOf(path: JsonPath, left: Held | undefined, right: Held | undefined): StoredDifference[] {
  if (left?.value === right?.value && left?.bytes === right?.bytes) return []
  const kind = left ? (right ? 'CHANGED' : 'REMOVED') : 'ADDED'
  return [{ kind, path, left, right }]
}
