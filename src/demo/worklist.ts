import { type ErrorText, errors } from './errors.ts'
import { stored } from './dag.ts'
import type { KindName } from './kinds.ts'

/** Work that workers claim: an execution of a flow with one node of a kind. */
interface Work {
  readonly kind: string
  readonly flow: string
  readonly as: KindName
  /** How many wait when one begins to look, spread over so many seconds. */
  readonly backlog: number
  readonly seconds: number
  /** How long a worker takes. */
  readonly takes: number
  readonly failing: number
  readonly tag: string
}

const works: readonly Work[] = [
  {
    kind: 'mail.send',
    flow: 'MailOutbox',
    as: 'mail',
    backlog: 45,
    seconds: 90,
    takes: 3,
    failing: 0.03,
    tag: 'team:support',
  },
  {
    kind: 'thumbnail.render',
    flow: 'ThumbnailRender',
    as: 'media',
    backlog: 90,
    seconds: 150,
    takes: 9,
    failing: 0.05,
    tag: 'team:web',
  },
  {
    kind: 'llm.reply',
    flow: 'ReplyDrafts',
    as: 'llm',
    backlog: 40,
    seconds: 90,
    takes: 12,
    failing: 0.12,
    tag: 'team:support',
  },
  {
    kind: 'video.transcode',
    flow: 'VideoEncode',
    as: 'media',
    backlog: 8,
    seconds: 240,
    takes: 45,
    failing: 0.08,
    tag: 'team:web',
  },
  {
    kind: 'embed.batch',
    flow: 'EmbedDocuments',
    as: 'transform',
    backlog: 24,
    seconds: 60,
    takes: 14,
    failing: 0,
    tag: 'team:ml',
  },
]

/** How often an action is tried. */
export const maxAttempts = 3
const retry = { maxAttempts, backoff: 'EXPONENTIAL', delayMs: 20_000 }

export interface KindOfWork extends Work {
  readonly dag: ReturnType<typeof stored>
  readonly errors: readonly ErrorText[]
}

export const nodeOf = ({ kind }: Pick<Work, 'kind'>) => kind.split('.')[1]!

export const worklist: readonly KindOfWork[] = works.map((work) => ({
  ...work,
  errors: errors[work.as],
  dag: stored({
    title: work.flow,
    nodes: [{ id: nodeOf(work), kind: work.kind, label: work.kind, typeSignature: null, retry }],
    edges: [],
    groups: [],
  }),
}))

/** Two of a host, two for models, one for mail. */
export const workers = [
  { worker: 'worker-7c9d-0', kinds: ['thumbnail.render'], places: 4 },
  { worker: 'worker-7c9d-1', kinds: ['thumbnail.render', 'video.transcode'], places: 4 },
  { worker: 'worker-7c9d-2', kinds: ['llm.reply'], places: 4 },
  { worker: 'gpu-a100-0', kinds: ['embed.batch'], places: 3 },
  { worker: 'mail-1', kinds: ['mail.send'], places: 2 },
] as const

/** It was heard of once. */
export const silentWorker = { worker: 'mail-0', kinds: ['mail.send', 'mail.bounce'] } as const
