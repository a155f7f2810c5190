import { readSettings } from '../options/settings.ts'
import type { BackendUrl } from '../../db/url.ts'
import { inspectIssuer } from './issuer.ts'
import { inspectProgram } from './program.ts'
import { type Finding, fine, problem } from '../../db/inspection.ts'

/** A finding, and the backend that it is about. */
type Found = Finding & { readonly backend?: string }

/** Looks at the configuration and at all stores, without changing them. Returns whether there is no problem. */
export async function runDoctor(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<boolean> {
  const isJson = args.includes('--json')
  const options = args.filter((one) => one !== '--json')
  const findings = await find(options, environment)
  const isWell = findings.every(({ level }) => level !== 'problem')
  if (isJson) say(JSON.stringify({ ok: isWell, findings }, null, 2))
  else for (const line of linesOf(findings)) say(line)
  return isWell
}

async function find(options: readonly string[], environment: NodeJS.ProcessEnv): Promise<Found[]> {
  const program = inspectProgram(process.versions.node)
  try {
    const { backends, oidc } = readSettings(options, environment)
    const issuer = oidc ? [await inspectIssuer(oidc)] : []
    const stores = await Promise.all(backends.map(inspect))
    const named = backends.length === 1 ? 'One backend is' : `${backends.length} backends are`
    return [...[program, fine('configuration', `${named} named.`)], ...issuer, ...stores.flat()]
  } catch (error) {
    const { message } = error as Error
    return [
      program,
      problem('configuration', message, 'Correct the option or the variable of the environment.'),
    ]
  }
}

async function inspect({ name, store }: BackendUrl): Promise<Found[]> {
  const findings = await store
    .inspect()
    .catch((error: Error) => [
      problem('inspection', `It failed: ${error.message}`, 'Look at the store by its own tools.'),
    ])
  return findings.map((finding) => ({ backend: name, ...finding }))
}

function* linesOf(findings: readonly Found[]): Iterable<string> {
  let last: string | undefined
  for (const { backend, level, check, text, todo } of findings) {
    if (backend !== last) yield `${backend}:`
    last = backend
    yield `${backend === undefined ? '' : '  '}${level.padEnd(8)} ${check}: ${text}`
    if (todo !== undefined) yield `${backend === undefined ? '' : '  '}${' '.repeat(8)} -> ${todo}`
  }
  const problems = findings.filter(({ level }) => level === 'problem').length
  yield problems === 0 ? 'No problem was found.' : `${problems === 1 ? '1 problem' : `${problems} problems`}.`
}
