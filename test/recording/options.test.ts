import { Usage } from '../../src/cli/options/usage.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/cli/options/settings.ts'
import { newDirectory, serve } from '../setup/servers/process.ts'

const settings = (...args: string[]) => readSettings(args, {})
const bound = (name: string, text: string) =>
  `${name} must be a whole number from 64 to 67108864, not "${text}".`

const rates =
  '--sample must be flow=rate with a rate from 0 to 1, several separated by commas, such as etl=0.1,*=0.5, not'

type Wrong = readonly [args: readonly string[], message: string]

const wrong: readonly Wrong[] = [
  ...['63', '67108865', '1e4', '10k', '-64', '64.5', ''].flatMap((text) =>
    ['--max-value-bytes', '--max-payload-bytes'].map((name): Wrong => [
      [`${name}=${text}`],
      bound(name, text),
    ]),
  ),
  [
    ['--max-payload-bytes', '10239'],
    '--max-payload-bytes 10239 is less than one value may have: --max-value-bytes is 10240.',
  ],
  [
    ['--max-value-bytes', '101', '--max-payload-bytes', '100'],
    '--max-payload-bytes 100 is less than one value may have: --max-value-bytes is 101.',
  ],
  ...['etl', 'etl=', '=0.5', 'etl=1.1', 'etl=-0.1', 'etl=NaN', 'etl=50%', ''].map((text): Wrong => [
    [`--sample=${text}`],
    `${rates} "${text}".`,
  ]),
  [['--sample=etl=0.5,,*=1'], `${rates} "".`],
  [['--sample=a=0.5,b=1,a=0.5'], '--sample names "a" twice.'],
]

describe('how a server records', () => {
  it.each(wrong)('is refused by what is wrong with %s', (args, message) => {
    expect(() => settings(...args)).toThrow(new Usage(message))
  })

  it('is the usual way, unless something else is said', () => {
    const usual = { valueBytes: 10_240, payloadBytes: 1_048_576, keepLargeValues: false }
    expect(settings().limits).toEqual(usual)
    expect(settings('--keep-large-values').limits).toEqual({ ...usual, keepLargeValues: true })
    expect(settings('--max-value-bytes', '64', '--max-payload-bytes', '64').limits).toEqual({
      ...usual,
      valueBytes: 64,
      payloadBytes: 64,
    })
    // A larger value makes room for itself.
    expect(settings('--max-value-bytes', '2000000').limits).toEqual({
      ...usual,
      valueBytes: 2_000_000,
      payloadBytes: 2_000_000,
    })
  })

  it('may differ from flow to flow', () => {
    expect([...settings().sampleRates]).toEqual([])
    const { sampleRates } = settings('--sample', ' etl = 0.1,a=b=1e-3,*=0 ,Train=1')
    expect([...sampleRates]).toEqual([
      ['etl', 0.1],
      ['a=b', 0.001],
      ['*', 0],
      ['Train', 1],
    ])
  })
})

describe('a server that is told how to record', () => {
  let directory: ReturnType<typeof newDirectory>
  beforeAll(() => void (directory = newDirectory()))
  afterAll(() => directory.remove())

  it('cuts, keeps and leaves out as it was told', async () => {
    const limits = ['--max-value-bytes', '64', '--max-payload-bytes', '100', '--keep-large-values']
    const server = await serve([...limits, '--sample', 'etl=0,*=1', '--max-body', '4000'], {
      cwd: directory.path,
    })
    const record = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results {
      ok stored execution { inputs { json truncatedKeys { name bytes json } } }
    } } }`
    const send = async (executions: object[]) =>
      (await server.ask(record, { input: { executions } })) as object
    const status = 'succeeded'
    const inputs = { a: 'a'.repeat(63), b: 'b'.repeat(10) }
    expect(
      await send([
        { id: 'a', flow: 'etl', status, inputs },
        { id: 'b', flow: 'other', status, inputs },
      ]),
    ).toMatchObject({
      status: 200,
      body: {
        data: {
          recordExecutions: {
            results: [
              { ok: true, stored: false, execution: null },
              {
                ok: true,
                stored: true,
                execution: {
                  inputs: {
                    json: { a: 'a'.repeat(62), b: inputs.b },
                    truncatedKeys: [{ name: 'a', bytes: 65, json: inputs.a }],
                  },
                },
              },
            ],
          },
        },
      },
    })
    const large = await send([{ id: 'c', flow: 'other', inputs: 'x'.repeat(4_000) }])
    expect(large).toMatchObject({
      status: 413,
      body: { errors: [{ extensions: { code: 'TOO_LARGE', field: 'body', limit: 4_000 } }] },
    })
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })
})
