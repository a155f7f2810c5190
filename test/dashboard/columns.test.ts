import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { listIn } from '../../src/dashboard/address/lists.ts'
import { zoneIn } from '../../src/dashboard/format/times.ts'
import { moved } from '../../src/dashboard/columns/columns.ts'
import { executionColumns } from '../../src/dashboard/executions/columns.ts'
import { executionViewOf } from '../../src/dashboard/executions/view.ts'
import { runColumns } from '../../src/dashboard/runs/columns.ts'
import { viewOf } from '../../src/dashboard/runs/view.ts'

const {
  all: allColumns,
  in: columnsIn,
  text: columnsText,
  template: templateOf,
  usual: usualColumns,
} = runColumns

const columns = fc
  .shuffledSubarray([...allColumns], { minLength: 1 })
  .filter((some) => some.includes('name') || some.includes('flow'))

it('reads the columns that it has written, in their order, and does not name the usual ones', () => {
  fc.assert(
    fc.property(columns, fc.boolean(), (some, hasBackends) => {
      const usual = usualColumns(hasBackends)
      const text = columnsText(some, usual)
      if (some.join() === usual.join()) expect(text).toBe(undefined)
      else expect(columnsIn(listIn(text!))).toEqual(some)
    }),
  )
  expect(usualColumns(true)).toEqual(allColumns)
  expect(usualColumns(false)).not.toContain('backend')
})

it('ignores what is no column, whatever it is', () => {
  fc.assert(
    fc.property(columns, fc.array(fc.string()), (some, others) => {
      const strange = others.filter((text) => !(allColumns as readonly string[]).includes(text))
      const mixed = some.flatMap((column, index) => [column, ...(index === 0 ? strange : []), column])
      expect(columnsIn(mixed)).toEqual(some)
      expect(columnsIn(strange)).toBe(undefined)
    }),
  )
  expect(columnsIn(['toString', '__proto__', 'status', 'user'])).toBe(undefined)
  const { cols, strange } = viewOf({ cols: 'started,odd,name,name' })
  expect([cols, strange]).toEqual([['started', 'name'], []])
  expect(viewOf({ cols: 'odd' }).cols).toBe(undefined)
})

it('moves a column by one place, and back', () => {
  fc.assert(
    fc.property(columns, fc.nat(), (some, at) => {
      const column = some[at % some.length]!
      const next = moved(some, column, 1)
      expect(next.toSorted()).toEqual(some.toSorted())
      if (some.at(-1) === column) expect(next).toEqual(some)
      else expect(moved(next, column, -1)).toEqual(some)
    }),
  )
  expect(templateOf(['name', 'user'])).toBe('32px minmax(80px, 136fr) 84px')
})

it('takes a zone from an address, and nothing else', () => {
  expect(['local', 'utc'].map(zoneIn)).toEqual(['local', 'utc'])
  for (const text of [undefined, '', 'UTC', 'Europe/Berlin', 'constructor'])
    expect(zoneIn(text)).toBe(undefined)
})

it('has columns of its own for executions, and never lists without their ids', () => {
  expect(executionColumns.usual(false)).toEqual(executionColumns.all.filter((one) => one !== 'backend'))
  const { cols, strange } = executionViewOf({ cols: 'id,name,tags,id' })
  expect([cols, strange]).toEqual([['id', 'tags'], []])
  expect(executionViewOf({ cols: 'flow,tags' }).cols).toBe(undefined)
  expect(executionColumns.template(['id', 'of'])).toBe('minmax(120px, 1.9fr) 72px')
})
