import { type Served, serve } from './process.ts'

/** A server process that can say for how long at most it served nobody else. */
export const serveStretching = (args: readonly string[]): Promise<Served> =>
  serve(args, { env: { NODE_OPTIONS: `--import ${new URL('stretching.ts', import.meta.url).href}` } })

/**
 * Which share of the processor time of `work` the server spent at a stretch, at most, while it served nobody else. A
 * share is the same on slow machines and on busy ones.
 */
export async function longestShareOf(
  { child, output }: Served,
  work: () => Promise<unknown>,
): Promise<number> {
  const told = async () => {
    output.stderr = ''
    child.kill('SIGUSR2')
    for (;;) {
      const found = /longest stretch: (\d+) of (\d+)/.exec(output.stderr)
      if (found) return Number(found[1]) / Number(found[2])
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  await told()
  await work()
  return told()
}
