import { describe, expect, it } from 'vitest'
import { createLine } from '../../src/db/stores/postgres/line.ts'

const long = 60_000

describe('reads that wait for a connection', () => {
  it('take turns by client: one with hundreds does not keep the others waiting', async () => {
    const line = createLine(2)
    const crowd = { client: '10.0.0.1' }
    const served: string[] = []
    const enter = (name: string, owner: { client: string }) =>
      line.enter(long, owner).then(() => {
        served.push(name)
        return line.leave()
      })
    await Promise.all([line.enter(long, crowd), line.enter(long, crowd)])
    const all = Array.from({ length: 300 }, (_, index) => enter(`crowd ${index}`, crowd))
    const [other, third] = [enter('other', { client: '10.0.0.2' }), enter('third', { client: '10.0.0.3' })]
    line.leave()
    await Promise.all([...all, other, third])
    expect(served.slice(0, 4)).toEqual(['crowd 0', 'other', 'third', 'crowd 1'])
    expect(served).toHaveLength(302)
  })

  it('fail when none becomes free in time, and leave their place to others', async () => {
    const line = createLine(1)
    const owner = { client: '10.0.0.1' }
    await line.enter(long, owner)
    await expect(line.enter(1, owner)).rejects.toMatchObject({ code: 'CONNECTIONS_BUSY' })
    const next = line.enter(long, owner)
    line.leave()
    await next
  })
})
