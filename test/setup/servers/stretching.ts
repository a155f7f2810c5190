import { isMainThread } from 'node:worker_threads'

// Loaded by a server before anything else: on SIGUSR2 it writes how much processor time its thread has used since the last
// time, and how much of that at most at a stretch, while nobody else was served.
if (isMainThread && process.argv.includes('serve')) {
  let longest = 0
  let used = 0
  let before = process.threadCpuUsage()
  const tick = () => {
    const { user, system } = process.threadCpuUsage()
    const stretch = user + system - before.user - before.system
    longest = Math.max(longest, stretch)
    used += stretch
    before = { user, system }
    setImmediate(tick)
  }
  tick()
  process.on('SIGUSR2', () => {
    process.stderr.write(`longest stretch: ${longest} of ${used}\n`)
    longest = 0
    used = 0
  })
}
