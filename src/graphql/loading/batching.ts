import DataLoader from 'dataloader'
import type { Backend, Reading } from '../../db/backend.ts'
import type { Page, ParentKey, ReadPages } from '../../db/sql/page.ts'
import type { Answer } from '../answers/answer.ts'
import { tooManyKeys, tooManyRows } from '../errors.ts'
import { countTexts } from '../answers/longtexts.ts'
import { inSpan, tracedNow } from '../../db/watching/tracing.ts'
import { type ReadTexts, readTexts } from '../answers/largetexts.ts'
import { type Levels, createLevels } from './levels.ts'

/** How many different records of one kind a request may look up. */
const mostKeys = 5_000
/** How many rows the nested lists of a look may hold. */
export const mostNestedRows = 50_000

export type Loader<Key, Row> = DataLoader<Key, Row, string>
export type NestedLoader<Row, Key> = (page: Page) => Loader<Key, Row[]>

type ReadAll<Row, Key> = (
  backend: Backend,
  keys: readonly Key[],
  rows: number,
  reading: Reading,
) => Promise<Row[]>

/** A text of a row that counts towards the answer's size. */
type TextOf<Row> = (row: Row) => string | null | undefined

export type Batching = ReturnType<typeof createBatching>

/** Joins the parts of a key. No part contains NUL. */
export const keyText = (key: object): string => Object.values(key).join('\0')

/** Loaders by key, scheduled by the levels of a request. Rows may come in any order. */
function createLoader(answer: Answer, { meter }: Reading, { schedule, during }: Levels) {
  const by = tracedNow()
  function loader<Key, Found>(
    load: (keys: readonly Key[]) => Promise<Found[]>,
    textOf: (key: Key) => string,
    most = mostKeys,
  ) {
    const checked = async (keys: readonly Key[]) => {
      if (keys.length > most) throw tooManyKeys(most, keys.length)
      meter.batched(keys.length)
      // Levels call it wherever they go on.
      return inSpan(by, { name: 'batch', attributes: { 'execgraph.batch.keys': keys.length } }, () =>
        load(keys),
      )
    }
    return new DataLoader(checked, { batchScheduleFn: schedule, cacheKeyFn: textOf })
  }

  /** At most one row per key. */
  const one = <Key, Row>(
    read: (keys: readonly Key[]) => Promise<Row[]>,
    textOf: (key: Key) => string,
    keyOf: (row: Row) => string,
    most?: number,
  ): Loader<Key, Row | null> =>
    loader<Key, Row | null>(
      async (keys) => {
        const rows = await during(read(keys))
        const found = new Map(rows.map((row) => [keyOf(row), row]))
        return keys.map((key) => found.get(textOf(key)) ?? null)
      },
      textOf,
      most,
    )

  /** Counts the texts of rows. */
  const counted = <Row>(rows: Row[], shownOf: TextOf<Row>) => countTexts(answer, rows, shownOf)

  /** All rows of each key. */
  const many = <Key extends ParentKey, Row>(
    read: (keys: readonly Key[]) => Promise<Row[]>,
    keyOf: (row: Row) => Key,
    shownOf?: TextOf<Row>,
  ): Loader<Key, Row[]> =>
    loader<Key, Row[]>(async (keys) => {
      const rows = await during(read(keys))
      if (shownOf) counted(rows, shownOf)
      const byKey = Map.groupBy(rows, (row) => keyText(keyOf(row)))
      return keys.map((key) => byKey.get(keyText(key)) ?? [])
    }, keyText)

  return { one, many, counted }
}

/** The loaders of one look for one backend, which share its levels and bounds. */
export function createBatching(backend: Backend, reading: Reading, answer: Answer) {
  const levels = createLevels()
  const { during, take } = levels
  const { one, many, counted } = createLoader(answer, reading, levels)
  const by = tracedNow()
  let rowsLeft = mostNestedRows

  /** At most one row per key, with texts that may be large, within the answer's limits. */
  const texts = <Key, Row extends { readonly size: number }>(
    read: ReadTexts<Row, Key>,
    textOf: (key: Key) => string,
    keyOf: (row: Row) => string,
    most?: number,
  ): Loader<Key, Row | null> => {
    const large = {
      read: (keys: readonly Key[], each: number) => read(backend, keys, each, reading),
      textOf,
      keyOf,
    }
    return one((keys) => readTexts(answer, keys, large), textOf, keyOf, most)
  }

  /** Texts that lists left out. There are at most as many as rows. */
  const leftOut: typeof texts = (read, textOf, keyOf) => texts(read, textOf, keyOf, mostNestedRows)

  /** Limits a read to the rows that the look may still hold. */
  async function within<Row>(read: (rows: number) => Promise<Row[]>): Promise<Row[]> {
    const rows = await read(rowsLeft + 1)
    if (rows.length > rowsLeft) throw tooManyRows(mostNestedRows)
    rowsLeft -= rows.length
    return rows
  }

  /** All rows of each key, within the limit of the look. */
  const bounded = <Key extends ParentKey, Row>(
    read: ReadAll<Row, Key>,
    keyOf: (row: Row) => Key,
    shownOf?: TextOf<Row>,
  ) => many<Key, Row>((keys) => within((rows) => read(backend, keys, rows, reading)), keyOf, shownOf)

  /** A page of rows for each key: one loader per page, one statement for all fields that ask for it. */
  const pages = <Key extends ParentKey, Row>(
    read: ReadPages<Key, Row>,
    keyOf: (row: Row) => Key,
    shownOf?: TextOf<Row>,
  ): NestedLoader<Row, Key> => {
    const readPage = (parents: readonly Key[], page: Page) =>
      within((rows) => read(backend, parents, { ...page, rows }, reading))
    return remembered((page: Page) => many<Key, Row>((parents) => readPage(parents, page), keyOf, shownOf))
  }

  /** A read that is not by keys. Fields nested in its rows wait for the others of its level. */
  const alone = <Answer>(read: (reading: Reading) => Promise<Answer>) =>
    take(() => inSpan(by, { name: 'read' }, () => read(reading)))

  return { one, texts, leftOut, counted, many, bounded, within, pages, alone, during }
}

/** Makes one loader per set of arguments. */
export function remembered<Arguments, Made>(make: (given: Arguments) => Made): (given: Arguments) => Made {
  const known = new Map<string, Made>()
  return (given) => {
    const key = JSON.stringify(given)
    const found = known.get(key) ?? make(given)
    known.set(key, found)
    return found
  }
}
