import { defaultAnswerLimits } from '../../graphql/answers/answer.ts'
import { defaultReads } from '../../graphql/context.ts'
import { defaultReadMs } from '../../graphql/loading/look.ts'
import { whole } from './kinds.ts'
import { defaultMaxStreams } from '../../server/live/places.ts'
import { defaultOutgoingBytes } from '../../server/outgoing.ts'

/** Limits of answers, and of the reads for one. */
export const answerOptions = {
  'max-reads': whole({
    default: defaultReads,
    least: 1,
    most: 1_000_000,
    help: ['how often one request may read the backends, over all of them'],
  }),
  'max-read-ms': whole({
    default: defaultReadMs,
    least: 100,
    most: 600_000,
    help: ['how many milliseconds the reads of one backend may take in a request, waits included'],
  }),
  'max-answer-bytes': whole({
    default: defaultAnswerLimits.bytes,
    least: 1024 ** 2,
    most: 1024 ** 3,
    help: ['bytes that an answer may have, at most an eighth of --max-outgoing-bytes'],
  }),
  'max-answer-values': whole({
    default: defaultAnswerLimits.values,
    least: 10_000,
    most: 10_000_000,
    help: ['values that an answer may have: the fields of each element of its lists'],
  }),
  'max-outgoing-bytes': whole({
    default: defaultOutgoingBytes,
    least: 8 * 1024 ** 2,
    most: 64 * 1024 ** 3,
    help: [
      'bytes of answers that may wait until they are read, over all clients',
      'one connection may hold an eighth of them, one address half',
    ],
  }),
  'max-streams': whole({
    default: defaultMaxStreams,
    least: 1,
    most: 100_000,
    help: [
      'streams of changes that may be open at once, over all clients; one address may have half of them',
    ],
  }),
}
