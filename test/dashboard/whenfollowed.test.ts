import { expect, it } from 'vitest'
import { whenFollowed } from '../../src/dashboard/data/whenfollowed.ts'

function setUp() {
  let asked = 0
  const followed = whenFollowed(() => void (asked += 1))
  return { ...followed, asked: () => asked }
}
const at = (tick: number) => ({ main: `e.${tick}` })

it('asks at once, and not again if the answer has seen what is told', () => {
  const { asked, read, told } = setUp()
  expect(asked()).toBe(1)
  told(at(5))
  expect(asked()).toBe(1)
  read(at(5))
  told(at(6))
  expect(asked()).toBe(1)
})

it('asks again if changes are told only from later on, or nobody says from when on', () => {
  for (const [seen, ticks] of [[at(4), at(5)], [undefined, at(5)], [at(5), undefined], [{ main: 'f.9' }, at(5)]]) {
    const before = setUp()
    before.told(ticks)
    before.read(seen)
    expect(before.asked()).toBe(2)
    const after = setUp()
    after.read(seen)
    after.told(ticks)
    expect(after.asked()).toBe(2)
  }
}) // prettier-ignore

it('asks again for what was lost, when something is told again', () => {
  const { asked, read, told, lost } = setUp()
  read(at(5))
  told(at(5))
  lost()
  expect(asked()).toBe(1)
  told(at(8))
  expect(asked()).toBe(2)
})
