import { existsSync, statfsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/setup/order.ts'

// The stores of tests are many small files. Where the memory has room for them, no commit waits for a disk.
const memory = '/dev/shm'
if (process.env['TMPDIR'] === undefined && existsSync(memory)) {
  const { bavail, bsize } = statfsSync(memory)
  if (bavail * bsize > 6_000_000_000) process.env['TMPDIR'] = memory
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Run by `npm run bench -- tests`.
    exclude: process.env['WHOLE'] === '1' ? [] : ['test/**/*.long.test.ts'],
    globalSetup: ['test/setup/servers/postgres.ts'],
    setupFiles: ['test/setup/seeded.ts'],
    // A busy machine may hold a process up for many seconds. Only what hangs meets these limits.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000 } },
    // Half of its time a test waits for a process or a deadline: four workers keep two processors busy.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    execArgv: ['--import', './test/setup/fast.ts'],
    // The program is loaded once a worker, not once a file.
    isolate: false,
    // Node itself loads the files, as it does in production: Vite would find a second graphql among the packages.
    // No module is replaced by another one, so that nothing has to look at each.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    reporters: ['default', ['json', { outputFile: '.tmp/test-report.json' }]],
  },
})
