import { execFile } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { newDirectory } from './process.ts'

const execute = promisify(execFile)

/** The package in an empty folder that knows nothing of the project. */
export interface Installed {
  readonly tarball: string
  readonly folder: string
  /** The folder of the package itself. */
  readonly own: string
  /** Runs a command in the folder, and returns what it prints. */
  run(command: string, ...args: string[]): Promise<string>
  remove(): void
}

/** The registry is asked only for what npm's cache lacks. */
const quickly = ['--prefer-offline', '--no-audit', '--no-fund']

/** Packs the project and installs the package, as who publishes it and who uses it do. */
export async function installPacked(): Promise<Installed> {
  const { path, remove } = newDirectory()
  const folder = join(path, 'stranger')
  await execute('npm', ['pack', '--pack-destination', path])
  const [tarball] = globSync(join(path, '*.tgz')) as [string]
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const run = async (command: string, ...args: string[]) =>
    (await execute(command, args, { cwd: folder })).stdout
  await run('npm', 'install', ...quickly, tarball)
  return { tarball, folder, own: join(folder, 'node_modules/execgraph'), run, remove }
}

/** Another version of Node, from the registry. */
export async function installNode(version: string, { run, folder }: Installed): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`
  await run('npm', 'install', '--no-save', ...quickly, `${name}@${version}`)
  return join(folder, 'node_modules', name, 'bin/node')
}
