import { defaultAnswerLimits } from '../../graphql/answers/answer.ts'
import { whole } from './kinds.ts'
import { defaultOutgoingBytes } from '../../server/outgoing.ts'

/** Limits of answers. */
export const answerOptions = {
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
}
