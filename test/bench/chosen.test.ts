import { describe, expect, it } from 'vitest'
import { chosen } from '../../bench/common/chosen.ts'
import { suites } from '../../bench/suites.ts'

describe('an option that names some of what a suite measures', () => {
  const all = ['postgres', 'sqlite', 'memory'] as const

  it('chooses them, in the order of the suite', () => {
    expect([chosen(all, 'sqlite,postgres'), chosen(all, undefined)]).toEqual([
      ['postgres', 'sqlite'],
      [...all],
    ])
  })

  it.each(['mysql', 'sqlite,mysql', 'sqlite,', ''])('is refused with %j, and told the names', (asked) => {
    const wrong = asked.split(',').at(-1)!
    expect(() => chosen(all, asked)).toThrow(
      `--only takes one or more of postgres,sqlite,memory, not "${wrong}".`,
    )
  })

  it.each(
    suites
      .filter(({ name, needsPeers }) => needsPeers !== true && name !== 'clientsize')
      .map(({ name }) => name),
  )('%s measures nothing for a name that it does not know', async (name) => {
    const { main } = (await import(`../../bench/${name}/suite.ts`)) as {
      main: (args: string[]) => Promise<unknown>
    }
    await expect(main(['--only', 'nothing'])).rejects.toThrow(/nothing|Unknown option '--only'/)
  })
})
