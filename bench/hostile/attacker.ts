import { asking, recordGood } from './fill.ts'
import { createHostile } from './hostile.ts'
import { rows } from './rows.ts'

/** The job of the attacking process. Without a time it fills the store. */
export interface Job {
  readonly row: number
  readonly url: string
  readonly ms?: number
}

process.on('message', (job: Job) => {
  work(job).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

async function work({ row: number, url, ms }: Job): Promise<unknown> {
  const row = rows.find((one) => one.number === number)!
  if (ms === undefined) {
    const ask = asking(url)
    const ids = await recordGood(ask)
    await row.fill?.(ask)
    return { ids }
  }
  const hostile = createHostile(url, ms)
  await row.attack(hostile)
  return { answers: hostile.answers }
}
