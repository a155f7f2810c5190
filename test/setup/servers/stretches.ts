import { type Served, serve } from './process.ts'

/** A server process that can say for how long at most it served nobody else. */
export const serveStretching = (args: readonly string[]): Promise<Served> =>
  serve(args, { env: { NODE_OPTIONS: `--import ${new URL('stretching.ts', import.meta.url).href}` } })

/** The longest time, in milliseconds of processor time, that nobody else was served during `work`. */
export async function stretchDuring(
  { child, output }: Served,
  work: () => Promise<unknown>,
): Promise<number> {
  const told = async () => {
    output.stderr = ''
    child.kill('SIGUSR2')
    for (;;) {
      const found = /longest stretch: (\S+) ms/.exec(output.stderr)
      if (found) return Number(found[1])
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  await told()
  await work()
  return told()
}
