import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Outcome, violationGoals } from '../common/report.ts'

interface Report {
  readonly numTotalTests: number
  readonly numPassedTests: number
  readonly success: boolean
}

/** The suite of tests, whole: with those that take too long for `npm test`. Names of files run these only. */
export async function main(args: string[]): Promise<Outcome> {
  const { positionals: files } = parseArgs({ args, options: {}, allowPositionals: true })
  const env = { ...process.env, WHOLE: '1' }
  const run = spawn('npm', ['exec', '--', 'vitest', 'run', ...files], { env, stdio: 'inherit' })
  await once(run, 'exit')
  const report = JSON.parse(readFileSync('.tmp/test-report.json', 'utf8')) as Report
  if (!report.success) process.exitCode = 1
  const failed = report.numTotalTests - report.numPassedTests
  return { figures: [], goals: violationGoals('the whole suite', 'tests', report.numTotalTests, failed) }
}
