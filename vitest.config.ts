import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/servers/postgres.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    execArgv: ['--import', './test/setup/fast.ts'],
    // Node itself loads the files, as it does in production: Vite would find a second graphql among the packages.
    experimental: { viteModuleRunner: false },
    reporters: ['default', ['json', { outputFile: '.tmp/test-report.json' }]],
  },
})
