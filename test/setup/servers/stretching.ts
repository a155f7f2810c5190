import { isMainThread } from 'node:worker_threads'

// Loaded by a server before anything else: from one SIGUSR2 to the next it looks how much processor time its thread uses,
// and how much of that at most at a stretch, while nobody else was served. Each time it writes what it knows.
if (isMainThread && process.argv.includes('serve')) {
  let isLooking = false
  let longest = 0
  let used = 0
  let before = process.threadCpuUsage()
  const tick = () => {
    const { user, system } = process.threadCpuUsage()
    const stretch = user + system - before.user - before.system
    longest = Math.max(longest, stretch)
    used += stretch
    before = { user, system }
    // It takes all of a processor.
    if (isLooking) setImmediate(tick)
  }
  process.on('SIGUSR2', () => {
    process.stderr.write(`longest stretch: ${longest} of ${used}\n`)
    isLooking = !isLooking
    if (!isLooking) return
    longest = 0
    used = 0
    before = process.threadCpuUsage()
    tick()
  })
}
