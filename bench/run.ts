import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Suites that measure others beside us. */
const withPeers = ['batch', 'runs', 'writes', 'queue']
const alone = [
  'start',
  'crash',
  'queuecrash',
  'hostile',
  'executions',
  'engines',
  'why',
  'live',
  'page',
  'clientsize',
  'fuzz',
  'faults',
  'soak',
  'export',
]
const suites = [...withPeers, ...alone]

const [name = ''] = process.argv.slice(2)
if (suites.includes(name)) await run(name)
else fail(`Which suite? npm run bench -- ${suites.join(' | ')}`)

async function run(suite: string) {
  if (withPeers.includes(suite)) installPeers()
  try {
    const { main } = (await import(`./${suite}/suite.ts`)) as { main: () => Promise<void> }
    await main()
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

/** The peers are not part of the project's own install. */
function installPeers() {
  const directory = fileURLToPath(new URL('.', import.meta.url))
  if (existsSync(`${directory}node_modules`)) return
  console.log('Installing what to measure against, once.')
  execFileSync('npm', ['ci'], { cwd: directory, stdio: 'inherit' })
}

function fail(message: string) {
  console.error(message)
  process.exitCode = 1
}
