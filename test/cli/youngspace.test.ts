import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const node = resolve('node_modules/.bin/node')

/** Keeps objects for a while, as a busy server does. Prints the most megabytes of the space for young ones. */
const busy = (first: string) => `
  import { getHeapSpaceStatistics } from 'node:v8'
  ${first}
  let most = 0
  const kept = []
  for (let round = 0; round < 600; round++) {
    for (let number = 0; number < 4000; number++)
      kept[(round * 4000 + number) % 400000] = { round, list: [number], text: 'x' + number }
    most = Math.max(most, getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size)
    await new Promise(setImmediate)
  }
  console.log(most / 2 ** 20)`

const mostOf = async (first: string) =>
  Number((await promisify(execFile)(node, ['--input-type=module', '-e', busy(first)])).stdout)

it('the space for young objects does not grow to what V8 takes for a third of a second to look through', async () => {
  const path = JSON.stringify(resolve('src/cli/youngspace.ts'))
  const [free, bound] = await Promise.all([
    mostOf(''),
    mostOf(`import { boundYoungSpace } from ${path}; boundYoungSpace()`),
  ])
  expect(bound).toBeLessThanOrEqual(32)
  expect(free).toBeGreaterThan(32)
})
