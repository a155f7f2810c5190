import {
  type RunCase,
  type RunFact,
  attempt,
  fact,
  failed,
  fresh,
  never,
  ok,
  retrying,
  runCase,
  running,
  untilHeard,
  verdict,
} from './runtable.ts'

const lastStep = (name: string, after: number) => fact('end_step', name, after, '_parameters')
const ofStep = (field: string, value: string, after: number) => fact(field, value, after, 'train')

/** Over Metaflow only: runs whose client says that another step than `end` is the last one. */
export const namedEndTable: readonly RunCase[] = [
  runCase('end named', { facts: [lastStep('end', 0), verdict('True', 1000)] }, ok(1000)),
  runCase('another named', { facts: [lastStep('train', 0), ofStep('attempt_ok', 'True', 1000)] }, ok(1000)),
  runCase(
    'another named, failed',
    { facts: [lastStep('train', 0), ofStep('attempt_ok', 'False', 1000)] },
    failed(1000),
  ),
  runCase(
    'another named, tried again',
    {
      facts: [lastStep('train', 0), ofStep('attempt_ok', 'False', 1000), ofStep('attempt', '1', 1001)],
    },
    retrying(1000),
  ),
  runCase(
    'another named, and then tried again well',
    {
      facts: [
        lastStep('train', 0),
        ofStep('attempt_ok', 'False', 1000),
        ofStep('attempt', '1', 1001),
        ofStep('attempt_ok', 'True', 2000),
      ],
    },
    ok(2000),
  ),
  runCase('named late', { facts: [ofStep('attempt_ok', 'True', 1000), lastStep('train', 2000)] }, ok(1000)),
  runCase(
    'another named, which says nothing, while "end" does',
    { ...fresh, facts: [verdict('True', 1000), lastStep('train', 0), verdict('False', 2000)] },
    running(untilHeard(0)),
  ),
  runCase(
    'named twice: the newest counts',
    { facts: [ofStep('attempt_ok', 'True', 1000), lastStep('train', 2), lastStep('fit', 1)] },
    ok(1000),
  ),
  runCase(
    'named anew as "end"',
    {
      facts: [
        lastStep('train', 1),
        ofStep('attempt_ok', 'True', 1000),
        verdict('False', 500),
        lastStep('end', 2),
      ],
    },
    failed(500),
  ),
  runCase(
    'named by another step than the parameters',
    { facts: [fact('end_step', 'train', 0, 'start'), ofStep('attempt_ok', 'True', 1000)] },
    never(600_000),
  ),
]

const inJson = (value: string, after: number): RunFact => ({ ...verdict(value, after), isJson: true })

/** Over JSON only: a verdict that reads as nothing hides those before it. */
export const hiddenTable: readonly RunCase[] = ['null', '{}', '{"ok": true}', '[]', '[null]'].flatMap(
  (nothing) => [
    runCase(
      `R18 ${nothing} after a verdict`,
      { ...fresh, facts: [verdict('True', 1000), inJson(nothing, 2000)] },
      running(untilHeard(0)),
    ),
    runCase(
      `R18 ${nothing} after a failure, and then an attempt`,
      { facts: [verdict('False', 1000), inJson(nothing, 2000), attempt('1', 3000)] },
      never(600_000),
    ),
    runCase(
      `R18 ${nothing} before a verdict`,
      { facts: [verdict('True', 2000), inJson(nothing, 1000)] },
      ok(2000),
    ),
    runCase(
      `R18 ${nothing} at once with a verdict`,
      { facts: [verdict('True', 1000), inJson(nothing, 1000)] },
      never(600_000),
    ),
    runCase(
      `R18 ${nothing} and then what is no boolean`,
      { facts: [verdict('True', 1000), inJson(nothing, 2000), inJson('[[true]]', 3000)] },
      never(600_000),
    ),
  ],
)
