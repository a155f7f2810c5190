import { type StdioOptions, execFileSync } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from './starting.ts'

const project = resolve(import.meta.dirname, '../..')

const serving =
  (main: string): Command =>
  (port, file) => [
    main,
    'serve',
    ...['--port', String(port), '--backend', `main=sqlite:${file}`, '--log-level', 'error'],
  ]

export const bySource = serving(join(project, 'src/main.ts'))

/** A process of Node that answers the same to everybody, which is the least that a server can take. */
export const bare: Command = (port) => [
  '-e',
  `require('node:http').createServer((_, response) => response.end('{"data":{}}')).listen(${port}, '127.0.0.1')`,
]

/** What goes wrong is seen. */
const told: StdioOptions = ['ignore', 'ignore', 'inherit']

/** Packs the project, and installs the package in a folder, as a user does. */
export function byPackage(folder: string): Command {
  console.log('Packing the project and installing the package.')
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: project, stdio: told })
  const [tarball] = globSync(join(folder, '*.tgz')) as [string]
  const own = join(folder, 'installed')
  mkdirSync(own)
  writeFileSync(join(own, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', tarball], { cwd: own, stdio: told })
  return serving(join(own, 'node_modules/.bin/execgraph'))
}
