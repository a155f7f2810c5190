import { isMainThread } from 'node:worker_threads'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loaded by a server before anything else: on SIGUSR2 it collects its garbage, and writes how many bytes of buffers are left.
if (isMainThread && process.argv.includes('serve')) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  process.on('SIGUSR2', () => {
    collect()
    setImmediate(() => {
      collect()
      process.stderr.write(`buffers: ${process.memoryUsage().arrayBuffers}\n`)
    })
  })
}
