import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loaded into a server before anything else: on SIGUSR2 it collects its garbage and tells what it still holds.
setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as (options: { type: string; flavor: string; execution: string }) => void
const collect = () => gc({ type: 'major', flavor: 'last-resort', execution: 'sync' })

process.on('SIGUSR2', () => {
  collect()
  // What is finalized goes in a later turn, and frees more.
  setImmediate(() => {
    collect()
    process.stderr.write(`rss ${process.memoryUsage.rss()}\n`)
  })
})
