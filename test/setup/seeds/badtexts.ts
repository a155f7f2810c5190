import { attempt, bad, many } from './badrecords.ts'
import { at } from './records.ts'

const ended = { status: 'failed', startedAt: at(0) }
const fact = (more: object) => ({ metadata: [{ field: 'note', value: '', ...more }] })
const result = (more: object) => ({ nodeResults: [{ nodeId: 'a', status: 'FAILED', ...more }] })
const none = { attempts: [] }

/** Texts, tags, words and numbers that are wrong, and what the problem of each must name. */
export const textCases = {
  'a script path of too many bytes': bad(
    { scriptPath: '中'.repeat(342) },
    'scriptPath',
    1024,
    1026,
    'TOO_LARGE',
  ),
  'a script path with NUL': bad({ scriptPath: 'a\0' }, 'scriptPath'),
  'a source with half a character': bad({ source: '\udc00' }, 'source'),
  'an error with NUL': bad({ attempts: [attempt({ error: 'a\0b' })] }, 'attempts[0].error'),
  'an error with half a character': bad({ ...none, ...ended, error: '\ud800' }, 'error'),
  'a fact with NUL': bad(fact({ value: '\0' }), 'metadata[0].value'),
  'a fact with half a character': bad(fact({ value: 'a\udfff' }), 'metadata[0].value'),
  'a fact of an attempt below 0': bad(fact({ attempt: -1 }), 'metadata[0].attempt', 0, -1),
  'a node error with NUL': bad(result({ error: '\0' }), 'nodeResults[0].error'),
  'a node error that is too long': bad(
    result({ error: 'x'.repeat(100_001) }),
    'nodeResults[0].error',
    100_000,
    100_001,
  ),
  'a node from before 1970': bad(
    result({ startedAt: '1969-12-31T23:59:59Z' }),
    'nodeResults[0].startedAt',
    0,
    -1000,
  ),
  'too many tags': bad({ tags: many(101, String) }, 'tags', 100, 101),
  'a tag that is too long': bad({ tags: ['a', 'x'.repeat(256)] }, 'tags[1]', 255, 256),
  'a tag with NUL': bad({ tags: ['\0'] }, 'tags[0]'),
  'a tag with half a character': bad({ tags: ['\ud83d'] }, 'tags[0]'),
  'an empty tag': bad({ tags: [''] }, 'tags[0]'),
  'an empty step': bad({ step: '' }, 'step'),
  'an empty parent': bad({ parentId: '' }, 'parentId'),
  'an empty status': bad({ ...none, status: '' }, 'status'),
  'a status that nobody knows': bad({ ...none, status: 'finished' }, 'status'),
  'a status beside attempts': bad({ status: 'failed' }, 'attempts'),
  'a status beside a state': bad({ ...none, status: 'waiting', state: 'WAITING' }, 'state'),
  'an end without a status': bad({ finishedAt: at(0) }, 'finishedAt'),
  'a start without a status': bad({ startedAt: at(0) }, 'startedAt'),
  'an error without a status': bad({ error: 'no' }, 'error'),
  'an end of what goes on': bad({ ...none, status: 'running', finishedAt: at(0) }, 'finishedAt'),
  'an error of what waits': bad({ ...none, status: 'waiting', error: '' }, 'error'),
  'a start of what did not start': bad({ ...none, status: 'queued', startedAt: at(0) }, 'startedAt'),
  'a status that ends before it begins': bad(
    { ...none, ...ended, startedAt: at(2), finishedAt: at(1) },
    'finishedAt',
    Date.parse(at(2)),
    Date.parse(at(1)),
  ),
  'a status from before 1970': bad(
    { ...none, ...ended, startedAt: '1969-12-31T23:59:59.999Z' },
    'startedAt',
    0,
    -1,
  ),
  'a sample rate of -1': bad({ sampleRate: -1 }, 'sampleRate', 0, -1),
  'a sample rate of 2': bad({ sampleRate: 2 }, 'sampleRate', 1, 2),
  'a run number that leaves no next one': bad({ runNumber: 9e15 + 1 }, 'runNumber', 9e15, 9e15 + 1),
}
