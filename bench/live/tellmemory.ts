// Imported by the process of a server before all else.
process.on('message', (asked) => {
  if (asked !== 'memory') return
  // The last resort gives back the pages that V8 keeps for later.
  for (let times = 0; times < 2; times += 1)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ rss, heap: heapUsed + external })
})
process.channel?.unref()
