import { array, assert, asyncProperty, constantFrom, jsonValue, letrec, nat, oneof, tuple } from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type JsonDifference, jsonDifferences } from '../../src/graphql/comparison/jsondifferences.ts'
import { pathText } from '../../src/graphql/comparison/jsonpath.ts'
import { sized } from '../setup/whole.ts'

const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

/** An object from its entries, also one with a key that is no own property when it is set. */
const objectOf = (entries: readonly (readonly [string, unknown])[]) =>
  Object.fromEntries(entries) as Record<string, unknown>

/** Values that often share keys and positions: those of a plain generator hardly ever do. */
const { alike } = letrec<{ alike: unknown; list: unknown[]; object: Record<string, unknown> }>((tie) => ({
  alike: oneof(
    { depthSize: 'small' },
    constantFrom<unknown>(null, 0, 1, '', 'a', true),
    tie('list'),
    tie('object'),
  ),
  list: array(tie('alike'), { maxLength: 4 }),
  object: array(tuple(constantFrom('a', 'b', '__proto__', 'length', '0', 'a b'), tie('alike')), {
    maxLength: 4,
  }).map(objectOf),
}))

type Holder = Record<string | number, unknown>

function applied(left: unknown, differences: readonly JsonDifference[]): unknown {
  const root: Holder = { value: copy(left) }
  for (const { kind, path, right } of differences) {
    const steps = ['value', ...path]
    const holder = steps.slice(0, -1).reduce((at, key) => at[key] as Holder, root)
    const key = steps.at(-1)!
    if (kind !== 'REMOVED') {
      const made = { value: copy(right), enumerable: true, writable: true, configurable: true }
      Object.defineProperty(holder, key, made)
    } else if (Array.isArray(holder)) holder.length = Math.min(holder.length, Number(key))
    else delete holder[key]
  }
  return root['value']
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join()}}`
}

const valueAt = (value: unknown, path: JsonDifference['path']) =>
  path.reduce<unknown>(
    (at, key) => (Object.hasOwn(at as Holder, key) ? (at as Holder)[key] : undefined),
    value,
  )

async function expectDifferences(left: unknown, right: unknown, most: number) {
  const { differences, isWhole } = await jsonDifferences(left, right, Number.POSITIVE_INFINITY)
  expect(isWhole).toBe(true)
  expect(canonical(applied(left, differences))).toBe(canonical(right))
  // Where they are equal, nothing is listed, and nothing is listed within what is.
  expect(differences.length === 0).toBe(canonical(left) === canonical(right))
  for (const { kind, path, left: before, right: after } of differences) {
    expect([before, after]).toStrictEqual([valueAt(left, path), valueAt(right, path)])
    expect(kind).toBe(before === undefined ? 'ADDED' : after === undefined ? 'REMOVED' : 'CHANGED')
  }
  const paths = differences.map(({ path }) => JSON.stringify(path).slice(0, -1))
  for (const [index, path] of paths.entries())
    expect(
      paths.filter((other, at) => at !== index && (other === path || other.startsWith(`${path},`))),
    ).toEqual([])
  expect(await jsonDifferences(left, right, most)).toEqual({
    differences: differences.slice(0, most),
    isWhole: differences.length <= most,
  })
}

describe('the differences of two JSON values', () => {
  it('make the right one of the left one, whatever they are', async () => {
    await assert(asyncProperty(alike, alike, nat(5), expectDifferences), { numRuns: sized(2_000, 500) })
    await assert(asyncProperty(jsonValue(), jsonValue(), nat(5), expectDifferences), {
      numRuns: sized(300, 100),
    })
  })

  it.each<[title: string, left: unknown, right: unknown, expected: unknown[]]>([
    ['two equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['another order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a number within', { a: { b: [1, 2] } }, { a: { b: [1, 3] } }, [['CHANGED', '$.a.b[1]', 2, 3]]],
    [
      'a longer list',
      [1],
      [1, 2, 3],
      [
        ['ADDED', '$[1]', undefined, 2],
        ['ADDED', '$[2]', undefined, 3],
      ],
    ],
    ['a shorter list', [1, 2], [1], [['REMOVED', '$[1]', 2, undefined]]],
    [
      'keys of both sides',
      { 'a': 1, 'b c': { d: 1 } },
      { 'a': 1, 'e"': [2] },
      [
        ['REMOVED', '$["b c"]', { d: 1 }, undefined],
        ['ADDED', '$["e\\""]', undefined, [2]],
      ],
    ],
    ['a list for an object', { a: {} }, { a: [] }, [['CHANGED', '$.a', {}, []]]],
    ['null for nothing', {}, { a: null }, [['ADDED', '$.a', undefined, null]]],
    ['another value', 'a', 1, [['CHANGED', '$', 'a', 1]]],
    ['a text that looks like a number', { a: '1' }, { a: 1 }, [['CHANGED', '$.a', '1', 1]]],
  ])('of %s', async (_, left, right, expected) => {
    const { differences } = await jsonDifferences(left, right, 10)
    expect(differences.map((one) => [one.kind, pathText(one.path), one.left, one.right])).toEqual(expected)
  })

  it('need no stack, however deep they are', async () => {
    const deep = (leaf: unknown) => {
      let value = leaf
      for (let level = 0; level < 20_000; level++) value = [value]
      return value
    }
    const { differences } = await jsonDifferences(deep(1), deep(2), 10)
    expect(differences).toMatchObject([{ kind: 'CHANGED', left: 1, right: 2 }])
    expect(differences[0]!.path).toHaveLength(20_000)
    expect(pathText(differences[0]!.path)).toHaveLength(1_001)
  })

  it('are looked for in turns with other work', async () => {
    // Each look at the clock finds that the turn is over.
    let clock = 0
    const looked = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1_000))
    let rounds = 0
    let isDone = false
    const count = () => {
      rounds += 1
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    const many = (last: number) => ({ list: [...Array.from({ length: 64_000 }, () => 0), last] })
    const { differences } = await jsonDifferences(many(1), many(2), 10)
    isDone = true
    looked.mockRestore()
    expect(differences).toMatchObject([{ path: ['list', 64_000] }])
    expect(rounds).toBeGreaterThanOrEqual(100)
  })

  it('have paths that are cut where a key is long', () => {
    expect(pathText(['x'.repeat(5_000_000)])).toBe(`$.${'x'.repeat(998)}…`)
    expect(pathText(['😀'.repeat(5_000)])).toHaveLength(1_001)
  })
})
