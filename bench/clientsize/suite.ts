import { gzipSync } from 'node:zlib'
import { bundledClient } from '../../test/setup/bundling.ts'
import type { Outcome } from '../common/report.ts'

const most = 10_000

/** How many bytes the typed client has in a page: bundled and minified, without the worker. */
export async function main(): Promise<Outcome> {
  const code = await bundledClient()
  const size = (name: string, value: number) => ({ name, value, unit: 'bytes' })
  const zipped = gzipSync(code).byteLength
  const whole = { ...size('the typed client', Buffer.byteLength(code)), against: null, ratio: null }
  const figure = { ...size('the typed client, gzip', zipped), against: 'goal', ratio: zipped / most }
  console.log(`${whole.name}: ${whole.value} bytes`)
  return {
    figures: [whole, figure],
    goals: [{ figure, should: `at most ${most}`, isMet: zipped <= most }],
  }
}
