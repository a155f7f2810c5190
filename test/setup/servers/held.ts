import { fileURLToPath } from 'node:url'
import type { Served } from './process.ts'

/** The environment of a server whose memory is looked at. */
export const lookedAt = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('collecting.ts', import.meta.url))}`,
}

/** The megabytes that a server holds after it has collected its garbage. */
export async function megabytesHeld({ child, output }: Served): Promise<number> {
  const before = output.stderr.length
  child.kill('SIGUSR2')
  // The test's own time limit ends this.
  for (;;) {
    const told = /rss (\d+)\n/.exec(output.stderr.slice(before))
    if (told) return Number(told[1]) / 2 ** 20
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
