import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { gistOf, headline, stretchesOf } from '../../src/dashboard/why/errortext.ts'
import { partsOfRunId } from '../../src/dashboard/why/ids.ts'

const python = `Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/lightning/trainer.py", line 10, in fit
    self.run()
  File "/usr/lib/python3.12/site-packages/torch/nn/module.py", line 20, in call
    return forward(x)
  File "flows/train.py", line 214, in fit_epoch
    logits = self.model(batch)
  File "flows/model/two_tower.py", line 88, in forward
    scores = users @ items
torch.cuda.OutOfMemoryError: CUDA out of memory.
Tried to allocate 2.50 GiB`

const script = `TypeError: Cannot read properties of undefined (reading 'id')
    at merge (/app/src/merge.ts:12:5)
    at run (/app/node_modules/engine/run.js:1:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`

const java = `java.lang.IllegalStateException: no lease
	at com.acme.flow.Step.run(Step.java:12)
	at java.base/java.lang.Thread.run(Thread.java:840)
	at org.springframework.web.Call.go(Call.java:1)`

const kinds = (error: string) =>
  stretchesOf(error).map(({ kind, frames, packages }) => [kind, frames, packages.join()])

it('folds frames of libraries, and keeps the own code and the message in text', () => {
  expect(kinds(python)).toEqual([
    ['text', 0, ''],
    ['library', 2, 'lightning,torch'],
    ['own', 2, ''],
    ['message', 0, ''],
  ])
  expect(kinds(script)).toEqual([
    ['message', 0, ''],
    ['own', 1, ''],
    ['library', 2, 'engine,node'],
  ])
  expect(kinds(java).map(([kind]) => kind)).toEqual(['message', 'own', 'library'])
  expect(kinds('out of memory')).toEqual([['message', 0, '']])
})

it('loses nothing of an error', () => {
  const line = fc.constantFrom(
    ...python.split('\n'), ...script.split('\n'), ...java.split('\n'), '', '  ', 'goroutine 1 [running]:',
  ) // prettier-ignore
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(line).map((lines) => lines.join('\n')),
      ),
      (error) => {
        expect(
          stretchesOf(error)
            .flatMap(({ lines }) => lines)
            .join('\n'),
        ).toBe(error)
      },
    ),
  )
})

it('is fast on an error of a megabyte', () => {
  const long = `${'  File "a/site-packages/b.py", line 1, in c\n    d\n'.repeat(20_000)}Error: ${'x '.repeat(50_000)}`
  expect(stretchesOf(long).map(({ kind }) => kind)).toEqual(['library', 'message'])
  expect(stretchesOf(`    at ${'a('.repeat(50_000)}`)).toHaveLength(1)
})

it('has a gist for narrow screens: the last own frame and the message', () => {
  expect(gistOf(stretchesOf(python)).flatMap(({ lines }) => lines)).toEqual([
    '  File "flows/model/two_tower.py", line 88, in forward',
    '    scores = users @ items',
    'torch.cuda.OutOfMemoryError: CUDA out of memory.',
    'Tried to allocate 2.50 GiB',
  ])
})

it('cuts a headline behind its first sentence', () => {
  const summary = `Step train failed: OutOfMemoryError: CUDA out of memory. ${'Tried to allocate more. '.repeat(5)}`
  expect(headline(summary)).toBe('Step train failed: OutOfMemoryError: CUDA out of memory')
  expect(headline('Step load failed. It was 3.5 times as long.')).toBe(
    'Step load failed. It was 3.5 times as long.',
  )
})

it('reads the id of a run whose flow has colons and slashes', () => {
  expect(partsOfRunId('main:a:b/c/12')).toEqual({ backend: 'main', flow: 'a:b/c', number: 12 })
})
