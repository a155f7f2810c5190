import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { bundledClient } from '../setup/bundling.ts'

it('needs nothing of Node, and has at most 10 kB with gzip', async () => {
  const code = await bundledClient()
  expect(code).not.toMatch(/node:|\bimport\s*[({"']|\bfrom\s*["']|\brequire\(|\bprocess\.|\bBuffer\b/)
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(10_000)
})
