// Loaded into the server before its program. Tells the bench the longest time that the event loop worked without a
// pause, in milliseconds of its processor: what others had of the processor meanwhile does not count.

const interval = 5

const used = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function measure() {
  let longest = 0
  let last = used()
  setInterval(() => {
    const now = used()
    if (now - last > longest) {
      longest = now - last
      process.send?.({ stretch: longest })
    }
    last = now
  }, interval)
}

process.on('message', (message) => {
  if (message === 'measure') measure()
})
