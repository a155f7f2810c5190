import { isMainThread } from 'node:worker_threads'

// Loaded by a server before anything else: on SIGUSR2 it writes for how long at most, in milliseconds of processor time,
// nobody else was served since the last time.
if (isMainThread && process.argv.includes('serve')) {
  let longest = 0
  let before = process.threadCpuUsage()
  const tick = () => {
    const { user, system } = process.threadCpuUsage()
    longest = Math.max(longest, (user + system - before.user - before.system) / 1_000)
    before = { user, system }
    setImmediate(tick)
  }
  tick()
  process.on('SIGUSR2', () => {
    process.stderr.write(`longest stretch: ${longest} ms\n`)
    longest = 0
  })
}
