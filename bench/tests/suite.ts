import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Outcome, violationGoals } from '../common/report.ts'

interface Report {
  readonly numTotalTests: number
  readonly numPassedTests: number
}

const reportFile = '.tmp/test-report.json'

/** The suite of tests, whole: with those that take too long for `npm test`. Names of files run these only. */
export async function main(args: string[]): Promise<Outcome> {
  const { positionals: files } = parseArgs({ args, options: {}, allowPositionals: true })
  const env = { ...process.env, WHOLE: '1' }
  rmSync(reportFile, { force: true })
  const run = spawn('npm', ['exec', '--', 'vitest', 'run', ...files], { env, stdio: 'inherit' })
  const [code] = (await once(run, 'exit')) as [number | null]
  if (!existsSync(reportFile)) throw new Error(`The tests ended with code ${code} before there was a report.`)
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
  // An error outside of any test fails the run, too.
  if (code !== 0) process.exitCode = 1
  const failed = report.numTotalTests - report.numPassedTests
  return { figures: [], goals: violationGoals('the whole suite', 'tests', report.numTotalTests, failed) }
}
