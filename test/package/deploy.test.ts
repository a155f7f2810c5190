import { promisify } from 'node:util'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { environmentOf, options } from '../../src/cli/options/options.ts'
import { readSettings } from '../../src/cli/options/settings.ts'
import { newDirectory } from '../setup/servers/process.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'

interface Manifest {
  readonly bin: { readonly execgraph: string }
}
const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const read = (name: string) => readFileSync(`deploy/${name}`, 'utf8')

/** The command that a file starts, and its variables. */
interface Started {
  readonly args: readonly string[]
  readonly env: Record<string, string>
}

const dockerfile = read('Dockerfile').replaceAll(/\\\n/g, ' ')
const instruction = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, text]) => text!)
const ofImage = Object.fromEntries(
  [
    ...instruction('ENV')
      .join(' ')
      .matchAll(/(\w+)=(\S+)/g),
  ].map(([, name, value]) => [name!, value!]),
)

interface Compose {
  readonly services: { readonly execgraph: ComposeService; readonly postgres: ComposeService }
}
interface ComposeService {
  readonly environment: Record<string, string>
  readonly ports?: readonly string[]
  readonly stop_grace_period?: string
}
const { services } = parse(read('compose.yaml')) as Compose

interface Container {
  readonly args: readonly string[]
  readonly env: readonly { readonly name: string; readonly value?: string }[]
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[]
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string; readonly port: string } }
}
interface Cluster {
  readonly kind: string
  readonly stringData: { readonly backends: string }
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly annotations: Record<string, string> }
      readonly spec: {
        readonly containers: readonly [Container]
        readonly terminationGracePeriodSeconds: number
      }
    }
    readonly ports: readonly { readonly targetPort: string }[]
  }
}
const cluster = parseAllDocuments(read('kubernetes.yaml')).map((one) => one.toJS() as Cluster)
const ofKind = (kind: string) => cluster.find((one) => one.kind === kind)!
const pod = ofKind('Deployment').spec.template
const [container] = pod.spec.containers
const { backends } = ofKind('Secret').stringData
const inPod = Object.fromEntries(container.env.map(({ name, value }) => [name, value ?? backends]))

const unit = read('execgraph.service')
const inUnit = Object.fromEntries(
  [...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
)

// Compose puts the password in.
const composed = Object.fromEntries(
  Object.entries({ ...ofImage, ...services.execgraph.environment }).map(([name, value]) => [
    name,
    value.replace('${POSTGRES_PASSWORD:?}', 'secret'),
  ]),
)
const started: Record<string, Started> = {
  'the image': { args: [], env: ofImage },
  'compose': { args: [], env: composed },
  'Kubernetes': { args: container.args.slice(1), env: { ...ofImage, ...inPod } },
  'systemd': { args: [], env: inUnit },
}
const settingsOf = ({ args, env }: Started) => readSettings(args, env)

describe.each(Object.entries(started))('%s', (_, one) => {
  it('gives only variables that are read, and a configuration that starts', () => {
    const known = new Set([...Object.keys(options).map(environmentOf), 'NODE_COMPILE_CACHE', 'NODE_OPTIONS'])
    expect(Object.keys(one.env).filter((name) => !known.has(name))).toEqual([])
    const { auth, backends } = settingsOf(one)
    expect([auth, backends.map(({ name }) => name)]).toEqual(['tokens', ['main']])
  })
})

it('the image starts the command of the package, and is asked where it listens', () => {
  expect(JSON.parse(instruction('ENTRYPOINT')[0]!)).toEqual(['node', bin.execgraph])
  expect(instruction('RUN').at(-1)).toContain(`node ${bin.execgraph} serve --backend main=memory:`)
  const { port } = settingsOf(started['the image']!)
  expect(instruction('EXPOSE')).toEqual([String(port)])
  expect(services.execgraph.ports).toEqual([`127.0.0.1:${port}:${port}`])
  expect(instruction('USER')).toEqual(['node'])
})

it('the ports of a pod are those of its server', () => {
  const { port, metricsAt } = settingsOf(started['Kubernetes']!)
  expect(container.args[0]).toBe('serve')
  expect(container.ports).toEqual([
    { name: 'http', containerPort: port },
    { name: 'metrics', containerPort: metricsAt!.port },
  ])
  expect(pod.metadata.annotations['prometheus.io/port']).toBe(String(metricsAt!.port))
  expect(ofKind('Service').spec.ports.map(({ targetPort }) => targetPort)).toEqual(['http'])
})

it('the database that is started is the one that is used', () => {
  const { POSTGRES_USER: user, POSTGRES_DB: database } = services.postgres.environment
  const url = new URL(composed['EXECGRAPH_BACKENDS']!.replace('main=', ''))
  expect([url.username, url.hostname, url.pathname]).toEqual([user, 'postgres', `/${database}`])
})

it('waits for longer than the server takes to end', () => {
  const seconds = [
    services.execgraph.stop_grace_period?.replace('s', ''),
    pod.spec.terminationGracePeriodSeconds,
    /^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1],
  ]
  expect(seconds.map(Number).every((one) => one > 10)).toBe(true)
})

describe('what is asked of a server', () => {
  let server: Here
  beforeAll(async () => void (server = await serveHere('memory:')))
  afterAll(() => server.close())

  it.each(['startupProbe', 'livenessProbe', 'readinessProbe'] as const)(
    'by the %s is answered',
    async (probe) => {
      const { path, port } = container[probe]!.httpGet
      expect([(await fetch(server.url + path)).status, port]).toEqual([200, 'http'])
    },
  )

  it('by the image is answered', async () => {
    const [, command] = /CMD (\[.*\])$/.exec(instruction('HEALTHCHECK')[0]!)!
    const [program, ...args] = JSON.parse(command!) as [string, ...string[]]
    const env = { ...process.env, PORT: new URL(server.url).port }
    const check = promisify(execFile)
    await check(program, args, { env })
    await expect(check(program, args, { env: { ...env, PORT: '1' } })).rejects.toThrow('Command failed')
  })
})

it.each(['Dockerfile', 'compose.yaml', 'kubernetes.yaml', 'execgraph.service'])(
  '%s says what of it is not run',
  (name) => expect(read(name)).toMatch(/^# Not (?:run|started) by the project's tests/m),
)

const analyze = '/usr/bin/systemd-analyze'
it.skipIf(!existsSync(analyze))('systemd accepts the service', () => {
  const { path, remove } = newDirectory()
  execFileSync('cp', ['deploy/execgraph.service', path])
  expect(execFileSync(analyze, ['verify', `${path}/execgraph.service`]).toString()).toBe('')
  remove()
})
