import type { Out } from './command.ts'
import { commands } from './commands.ts'
import { redacted } from './redacting.ts'

const out: Out = { say: (line) => console.log(line), tell: (line) => console.error(line) }

/** Runs what the command line of this process names. */
export async function runProgram(): Promise<void> {
  // Whoever reads, as `head` does, may have enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  await runCommand(process.argv.slice(2), process.env, out)
}

/** Sets the exit code of the process: 0, 1 if the command failed, 2 if the command line is wrong. */
export async function runCommand(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  out: Out,
): Promise<void> {
  const fail = (message: string, exitCode = 1) => {
    out.tell(`execgraph: ${redacted(message)}`)
    process.exitCode = exitCode
  }
  const [name = 'help', ...args] = argv
  const asksHelp = argv.includes('--help')
  const found = commands.find((one) => one.name === (name.startsWith('-') && asksHelp ? 'help' : name))
  if (!found) return fail(await whyNoCommand(name), 2)
  try {
    const command = await found.load()
    if (!asksHelp) await command.run(args, environment, out)
    else {
      const { helpOf, overview } = await import('./help.ts')
      out.say(found.name === 'help' ? overview(commands) : helpOf(found.name, command))
    }
  } catch (error) {
    const { message, exitCode, code } = error as Error & { exitCode?: number; code?: unknown }
    const hint = code === 'UNAUTHENTICATED' ? ' Set EXECGRAPH_TOKEN, or give --token.' : ''
    fail(`${message}${hint}`, exitCode)
  }
}

const names = commands.map(({ name }) => name)
const listed = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

async function whyNoCommand(name: string): Promise<string> {
  const { isWord, nearest } = await import('./suggesting.ts')
  // What is no word is not repeated: it may be a URL with a password.
  if (!isWord(name)) return `The first argument must be a command: ${listed}. Try execgraph help.`
  const meant = nearest(name, names)
  const others = meant ? `Did you mean ${meant}?` : `The commands are ${listed}.`
  return `There is no command "${name}". ${others} Try execgraph help.`
}
