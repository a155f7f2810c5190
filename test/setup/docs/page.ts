import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Block } from './markdown.ts'
import type { Step } from './steps.ts'
import { isShown, printed, withoutTimes } from './compared.ts'
import type { Desk } from './desk.ts'
import { codeFileOf } from './snippets.ts'

/** Does what a block says. Returns the answer that should stand after it if another one does. */
export async function take(step: Step, page: string, desk: Desk): Promise<string | undefined> {
  const { block } = step
  if (block.mark?.name === 'not run') return undefined
  if (block.mark?.name === 'from') return contained(block)
  if (block.mark?.name === 'file') return write(block, desk)
  if (block.language === 'graphql') return ask(step, desk)
  if (block.language === 'bash') return run(step, desk)
  if (block.language === 'ts') return runCode(step, page, desk)
  if (block.language === 'mermaid') return undefined
  throw new Error(`A block of ${block.language || 'no language'} is not known: see docs/development.md.`)
}

function contained({ text, mark }: Block): undefined {
  const lines = (whole: string) => whole.split('\n').map((line) => line.trim())
  const all = lines(readFileSync(mark!.value, 'utf8')).join('\n')
  if (!`\n${all}\n`.includes(`\n${lines(text).join('\n')}\n`))
    throw new Error(`It does not stand in ${mark!.value}.`)
}

async function write({ text, mark }: Block, { folder, here }: Desk): Promise<undefined> {
  const file = join(folder, mark!.value)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${await here(text)}\n`)
}

async function ask({ block, variables, answer }: Step, { server }: Desk): Promise<string | undefined> {
  const given = variables && (JSON.parse(variables.text) as object)
  const isStream = /^\s*subscription\b/.test(block.text)
  const accept = isStream ? 'text/event-stream' : 'application/json'
  const headers = { 'content-type': 'application/json', accept }
  const body = JSON.stringify({ query: block.text, variables: given })
  const response = await fetch(`${await server()}/graphql`, { method: 'POST', headers, body })
  const text = isStream ? await firstEvent(response) : await response.text()
  if (answer === undefined && text.includes('"errors"')) throw new Error(text)
  return answer && compared(answer.text, text)
}

async function firstEvent(response: Response): Promise<string> {
  let text = ''
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk).toString()
    const [, data] = /^data: (\{.*\})$/m.exec(text) ?? []
    if (data !== undefined) return data
  }
  throw new Error(`The stream ended: ${text}`)
}

/** The answer as it should stand on the page, if another one does. */
function compared(shown: string, got: string): string | undefined {
  const expected = JSON.parse(shown) as { extensions?: object }
  const answer = JSON.parse(got) as { extensions?: Record<string, unknown> }
  const names = Object.keys(expected.extensions ?? {})
  const extensions = Object.fromEntries(names.map((name) => [name, answer.extensions?.[name]]))
  const { extensions: _, ...rest } = answer
  const whole = names.length === 0 ? rest : { ...rest, extensions }
  const plain = (value: unknown) => JSON.stringify(withoutTimes(value))
  return plain(expected) === plain(whole) ? undefined : printed(whole)
}

const serving = /^(?:\w+=\S+ )*(?:npx execgraph serve|execgraph serve|npm start)\b/

async function run({ block, answer }: Step, desk: Desk): Promise<string | undefined> {
  let output = ''
  for (const part of partsOf(block.text)) {
    if (serving.test(part)) await desk.serve(part)
    else output += await outputOf(part, answer?.language === 'text' ? answer.text : undefined, desk)
  }
  if (!answer) return undefined
  if (answer.language === 'json') return compared(answer.text, output)
  return isShown(answer.text, output) ? undefined : output.trimEnd()
}

/** Servers, and the commands between them. */
function partsOf(text: string): string[] {
  const lines = text.replaceAll(/^( *#.*)\n/gm, '').split(/(?<!\\)\n/)
  const parts: string[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last === undefined || serving.test(line) || serving.test(last)) parts.push(line)
    else parts.push(`${parts.pop()}\n${line}`)
  }
  return parts
}

async function outputOf(script: string, shown: string | undefined, desk: Desk): Promise<string> {
  return finished(desk.start('bash', ['-e', '-c', await desk.here(script)]), shown, desk)
}

async function runCode({ block, answer }: Step, page: string, desk: Desk): Promise<string | undefined> {
  const file = codeFileOf(page, block)
  writeFileSync(file, await desk.here(readFileSync(file, 'utf8')))
  const output = await finished(desk.start('node', [file]), answer?.text, desk)
  return answer && !isShown(answer.text, output) ? output.trimEnd() : undefined
}

const patience = 200_000

/** What a process prints until it ends, or until it has printed what is shown. */
async function finished(started: ReturnType<Desk['start']>, shown: string | undefined, desk: Desk) {
  const { child, output, ended, stop } = started
  const isThere = () => shown !== undefined && isShown(shown, desk.there(output.stdout))
  const seen = new Promise<void>((done) => {
    child.stdout.on('data', () => {
      if (isThere()) done()
    })
  })
  const late = new Promise<void>((done) => void setTimeout(done, patience).unref())
  const outcome = await Promise.race([ended, seen, late])
  if (outcome === undefined) await stop()
  else if (outcome.code !== 0) throw new Error(`${output.stderr}${output.stdout} (exit code ${outcome.code})`)
  return desk.there(output.stdout)
}
