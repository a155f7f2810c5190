import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setupsAndMemory } from '../setup/servers/api.ts'
import { type Action, claim, complete, leaseOf, look, node, start } from '../setup/ask/queue.ts'
import { type Several, startSeveral } from '../setup/servers/several.ts'
import { isWhole, sized } from '../setup/whole.ts'

/** With this process, which only looks on. */
const count = sized(5, 3)
const executions = sized(20, 8)
const width = sized(60, 30)
const dag = { nodes: Array.from({ length: width }, (_, index) => node(`n${index}`)) }

// One Postgres is enough for so many processes.
const titles = new Set(sized(['sqlite', 'postgres', 'memory'], ['sqlite', 'postgres']))

describe.each(setupsAndMemory.filter(({ title }) => titles.has(title)))(
  'servers that claim at once on $title',
  (setup) => {
    let several: Several
    beforeAll(async () => {
      several = await startSeveral(setup, count, isWhole)
    })
    afterAll(() => several.close())

    it('never hold the same lease, and leave none out', async () => {
      const { api, servers } = several
      const results = await start(
        api,
        Array.from({ length: executions }, () => ({ flow: 'Wide' })),
        dag,
      )
      const claiming = servers.length > 1 ? servers.slice(1) : Array.from({ length: count - 1 }, () => api)
      const take = async (server: (typeof servers)[number], name: number): Promise<Action[]> => {
        const held: Action[] = []
        for (let limit = 1; ; limit = (limit % 13) + 1) {
          const actions = await claim(server, { worker: `worker ${name}`, limit, leaseMs: 600_000 })
          if (actions.length === 0) return held
          held.push(...actions)
        }
      }
      const held = (await Promise.all(claiming.map(take))).flat()
      const keys = held.map(({ executionId, nodeId }) => `${executionId} ${nodeId}`)
      expect([keys.length, new Set(keys).size]).toEqual([executions * width, executions * width])

      // All complete at once what is theirs and what is another's: each counts once.
      const pages = Array.from({ length: 8 }, (_, page) => held.filter((_, index) => index % 8 === page))
      const completions = await Promise.all(
        [...pages, ...pages].map((page, index) =>
          complete(claiming[(index * 3) % claiming.length]!, page.map(leaseOf)),
        ),
      )
      expect(completions.flat().filter(({ ok }) => ok)).toHaveLength(executions * width)
      const seen = await look(
        api,
        results.map(({ id }) => id!),
      )
      expect(seen.filter((one) => one!.status === 'COMPLETED' && one!.nodeCount === width)).toHaveLength(
        executions,
      )
    })
  },
)
