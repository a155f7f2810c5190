import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chosen } from './common/chosen.ts'
import { type Outcome, printGoals, printTable } from './common/report.ts'
import { placeNow, readResults, storedFigures, withRun, writeResults } from './common/results.ts'
import { writeReport } from './report/write.ts'
import { type Suite, isKept, suites } from './suites.ts'

const [first = '', ...options] = process.argv.slice(2)
const named = suites.find(({ name }) => name === first)
try {
  if (named) await one(named, options)
  else if (first === 'report') writeReport()
  else if (first === '' || first.startsWith('--')) await all(process.argv.slice(2))
  else throw new Error(`There is no suite ${first}. ${usage()}`)
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
// The embedded Postgres would end the process with 0.
process.exit()

function usage() {
  const names = suites.map(({ name }) => name).join(' | ')
  return `npm run bench -- ${names} | report, or without a name for all of them, shortened [--whole] [--only some,others]`
}

async function one(suite: Suite, given: readonly string[]) {
  if (suite.needsPeers === true) installPeers()
  const args = given.filter((option) => option !== '--keep')
  const place = given.includes('--keep') || isKept(suite, args) ? placeNow() : undefined
  const began = performance.now()
  const { main } = (await import(`./${suite.name}/suite.ts`)) as {
    main: (args: string[]) => Promise<Outcome>
  }
  const outcome = await main(args)
  // What it needs is not there, and it has said so.
  if (outcome.figures.length === 0 && outcome.goals.length === 0) return
  if (outcome.goals.length > 0) printGoals(outcome.goals)
  const seconds = Math.round((performance.now() - began) / 1_000)
  if (!place) return console.log('\nNot written: neither the whole suite nor its shorter size, nor --keep.')
  const run = { options: args.join(' '), ...place, seconds, figures: storedFigures(outcome) }
  writeResults(withRun(readResults(suite.name), run))
  console.log(`\nWritten to bench/results/${suite.name}.json`)
}

/** All suites, each in a process of its own, and the report. One that fails does not end the others. */
async function all(args: string[]) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, whole: { type: 'boolean' } } })
  const names = chosen(
    suites.map(({ name }) => name),
    values.only,
  )
  const rows: string[][] = []
  for (const { name, short } of suites.filter((suite) => names.includes(suite.name))) {
    const size = values.whole === true ? [] : short
    console.log(`\n# ${[name, ...size].join(' ')}`)
    const began = performance.now()
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), name, ...size], {
      stdio: 'inherit',
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) process.exitCode = 1
    const seconds = Math.round((performance.now() - began) / 1_000)
    rows.push([name, size.join(' '), `${seconds} s`, code === 0 ? '' : 'FAILED'])
  }
  printTable(['suite', 'size', 'took', ''], rows)
  writeReport()
}

/** The peers are not part of the project's own install. */
function installPeers() {
  const directory = fileURLToPath(new URL('.', import.meta.url))
  if (existsSync(`${directory}node_modules`)) return
  console.log('Installing what to measure against, once.')
  execFileSync('npm', ['ci'], { cwd: directory, stdio: 'inherit' })
}
