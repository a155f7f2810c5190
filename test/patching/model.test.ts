import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Model, type Said, hear, pendingOne, sent, shownOf } from '../setup/models/patchmodel.ts'
import { type Patch, type Updated, update } from '../setup/seeds/patches.ts'
import { talk } from '../setup/models/patchtold.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { kinds } from '../setup/servers/stores.ts'
import { fewCases } from '../setup/models/fewcases.ts'

const shown = `version status attempt startedAt finishedAt error heartbeatAt tags outputs { json } nodeCount
  attempts { nodes { number startedAt finishedAt status error } }
  nodeResults { nodes { nodeId attempt status startedAt finishedAt error value } }
  metadata { nodes { field value } }`
const names = ['x', 'y', 'z']

type Talk = typeof talk extends fc.Arbitrary<infer T> ? T : never

/** Calls that are sent at the same time, each with its patches. */
function groupsOf(said: Talk, patches: readonly Patch[]): Patch[][][] {
  const groups: Patch[][][] = []
  for (const [index, { when }] of said.entries()) {
    const patch = patches[index]!
    if (index === 0 || when === 'later') groups.push([[patch]])
    else if (when === 'at once') groups.at(-1)!.push([patch])
    else groups.at(-1)!.at(-1)!.push(patch)
  }
  return groups
}

const saidOf = ({ ok, stored, problem }: Updated): Said => ({ ok, stored, code: problem?.code ?? null })

let cases = 0

async function check(api: Api, said: Talk): Promise<void> {
  cases += 1
  const idOf = (name: string) => `${name} ${cases}`
  // Of those that end well, none of "y" is kept.
  const model: Model = new Map(names.map((name) => [idOf(name), pendingOne(name !== 'y')]))
  await record(
    api,
    names.map((name) => begun(idOf(name), 0, { attempts: [], sampleRate: name === 'y' ? 0 : 1 })),
  )
  const patches: Patch[] = []
  const expected: Said[] = []
  for (const { who, told } of said) {
    patches.push(sent(model, idOf(who), told))
    expected.push(hear(model, idOf(who), told))
  }
  const answers: Updated[] = []
  for (const calls of groupsOf(said, patches))
    answers.push(...(await Promise.all(calls.map((call) => update(api, call)))).flat())
  expect(answers.map(saidOf)).toEqual(expected)
  const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${shown} } }`
  const { executions } = await api.data<{ executions: (Found | null)[] }>(query, { ids: names.map(idOf) })
  expect(executions.map((one) => one && plain(one))).toEqual(
    names.map((name) => {
      const one = model.get(idOf(name))
      return one ? shownOf(one) : null
    }),
  )
}

interface Found {
  readonly outputs: { readonly json: unknown } | null
  readonly attempts: { readonly nodes: unknown[] }
  readonly nodeResults: { readonly nodes: unknown[] }
  readonly metadata: { readonly nodes: { readonly field: string; readonly value: string }[] }
}

const plain = ({ outputs, attempts, nodeResults, metadata, ...rest }: Found) => ({
  ...rest,
  outputs: outputs?.json ?? null,
  attempts: attempts.nodes,
  nodeResults: nodeResults.nodes,
  notes: metadata.nodes.filter(({ field }) => field === 'note').map(({ value }) => value),
})

describe.each(kinds)('random patches in random groups on %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    // A call that this process is held up in for long would let those behind it go first.
    vi.useFakeTimers({ toFake: ['performance'] })
  })
  afterAll(() => api.close())

  it('do what the plain rules say, however they are grouped', async () => {
    await fc.assert(
      fc.asyncProperty(talk, (said) => check(api, said)),
      { numRuns: fewCases(15) },
    )
  })
})
