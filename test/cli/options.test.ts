import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../src/cli/options/settings.ts'
import { commands } from '../../src/cli/commands.ts'
import { helpOf, overview } from '../../src/cli/help.ts'
import { environmentOf, options } from '../../src/cli/options/options.ts'
import { optionsTable } from '../../src/cli/options/text.ts'

async function helpFor(name: string) {
  const command = await commands.find((one) => one.name === name)!.load()
  return helpOf(name, command)
}

describe('the options of a server', () => {
  it('stand in docs/settings.md as they are', () => {
    expect(readFileSync('docs/settings.md', 'utf8')).toContain(optionsTable())
  })

  it('stand in the help of the command that takes them', async () => {
    for (const name of Object.keys(options)) expect(await helpFor('serve')).toContain(`  --${name}`)
    expect(await helpFor('retain')).toMatch(/^execgraph retain .*--dry-run {9}/s)
    expect(await helpFor('retain')).not.toContain('--port')
  })

  it('have lines of at most 120 characters, and each command has an example', async () => {
    expect(overview(commands).split('\n')).toHaveLength(commands.length + 4)
    for (const { name, load } of commands) {
      const command = await load()
      expect(command.examples.every(([line]) => line.startsWith(name))).toBe(true)
      expect(command.examples.length).toBeGreaterThan(0)
      for (const line of command.about) expect(line.length).toBeLessThanOrEqual(120)
    }
  })

  it('come from the environment as from the command line, which wins', () => {
    const environment = {
      PORT: '4711',
      EXECGRAPH_BACKENDS: 'a=sqlite:./a.db, b=memory:?max=10',
      EXECGRAPH_DEMO: 'true',
      EXECGRAPH_MAX_BODY: '1000',
      EXECGRAPH_SAMPLE: 'etl=0.5',
      EXECGRAPH_LOG_LEVEL: '',
    }
    const { port, backends, demo, maxBody, sampleRates, logLevel } = readSettings(
      ['--max-body', '2000'],
      environment,
    )
    expect({ port, names: backends.map(({ name }) => name), demo, maxBody, logLevel }).toEqual({
      port: 4711,
      names: ['a', 'b'],
      demo: true,
      maxBody: 2_000,
      logLevel: 'info',
    })
    expect([...sampleRates]).toEqual([['etl', 0.5]])
  })

  it('name the variable that holds a wrong value', () => {
    for (const [name, text] of [
      ['max-open', '0'],
      ['demo', 'yes'],
      ['sample', 'etl'],
      ['retain', 'any'],
      ['log-level', 'loud'],
    ] as const)
      expect(() => readSettings([], { [environmentOf(name)]: text })).toThrow(environmentOf(name))
  })

  it('keep a comma in the URL of a backend that the command line gives', () => {
    const [backend, ...others] = readSettings(['--backend', 'a=sqlite:./a,b.db'], {}).backends
    expect([backend, ...others]).toMatchObject([{ name: 'a', kind: 'sqlite' }])
    expect(backend!.store.whyNotRetain()).toContain('there is no file "./a,b.db"')
  })
})

describe('--wait-for-backends', () => {
  it.each([
    ['30s', 30_000],
    ['0', 0],
    ['0s', 0],
    ['1500ms', 1_500],
    ['5m', 300_000],
    ['24h', 86_400_000],
  ])('%s is %d ms', (text, ms) => {
    expect(readSettings(['--wait-for-backends', text], {}).waitForBackends).toBe(ms)
  })

  it.each(['30', '', 's', '-1s', '1.5s', '25h', '1d', 'soon', '99999999999999999999h'])(
    '"%s" is refused',
    (text) => {
      expect(() => readSettings([`--wait-for-backends=${text}`], {})).toThrow(
        `--wait-for-backends must be 0 or a time up to 24h, such as 500ms, 30s or 5m, not "${text}".`,
      )
    },
  )

  it('is 30 s', () => {
    expect(readSettings([], {}).waitForBackends).toBe(30_000)
  })

  it('are refused where an output has no place in an input, or an input none in an answer', () => {
    const sizes = (...args: string[]) => readSettings(args, {})
    expect(sizes('--max-output-bytes', '20000000')).toMatchObject({
      outputBytes: 20_000_000,
      inputBytes: 20_000_000,
    })
    expect(() => sizes('--max-output-bytes', '2000', '--max-input-bytes', '1999')).toThrow(
      '--max-input-bytes 1999 is less than one output may have: --max-output-bytes is 2000.',
    )
    for (const name of ['--max-output-bytes', '--max-input-bytes'])
      expect(() => sizes(name, '40000000')).toThrow(
        'An input may have 40000000 bytes, by --max-input-bytes or --max-output-bytes, which is more than an answer may have: --max-answer-bytes is 33554432.',
      )
  })
})
