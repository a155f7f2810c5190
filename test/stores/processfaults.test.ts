import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

// The same for longer, with what a second store notices, is `npm run bench -- faults`. It ends with 1 if an acknowledged
// write is lost, an answer is none that a fault explains, or something does not work again.
it.each(['stopped', 'frozen'])(
  'under load, a Postgres that is %s costs no acknowledged write',
  async (fault) => {
    const args = ['bench/run.ts', 'faults', '--only', fault, '--seconds', '2']
    const { stdout } = await promisify(execFile)(process.execPath, args)
    expect(stdout).toMatch(
      /executions acknowledged +[1-9]\d* .*\nof them lost, or answered wrongly +0 +0 +met/,
    )
  },
)
