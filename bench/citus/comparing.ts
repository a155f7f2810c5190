import type { Answer, Asking } from './asking.ts'
import { reads } from './reads.ts'
import { clear, writes } from './writes.ts'

/** One operation on both stores. */
export interface Compared {
  readonly name: string
  readonly isSame: boolean
  /** Why not, or what the server's log says of it although the answers are the same. */
  readonly why: string
  /** Statements on the one store and on the other. */
  readonly statements: readonly [number, number]
}

/** Asks both stores the same, in the same order, and compares whole answers. */
export async function compareAll(plain: Asking, cluster: Asking): Promise<Compared[]> {
  const found: Compared[] = []
  const both = async (name: string, ask: (on: Asking) => Promise<Answer>) => {
    const answers = [await ask(plain), await ask(cluster)] as const
    found.push(comparedAs(name, answers, cluster.logged()))
    return answers
  }
  const readAll = async (when: string) => {
    for (const text of reads)
      await both(`${when}: ${text.replaceAll(/\s+/g, ' ').slice(0, 140)}`, ({ ask }) => ask(`{ ${text} }`))
  }
  await readAll('read')
  const said: Record<'plain' | 'cluster', unknown[]> = { plain: [], cluster: [] }
  for (const { name, text, input } of writes) {
    const [own, other] = await both(`write: ${name}`, (on) => {
      const answers = on === plain ? said.plain : said.cluster
      return on.ask(text, { input: safely(() => input(answers)) })
    })
    said.plain.push(own)
    said.cluster.push(other)
  }
  await readAll('read again')
  return found
}

/** Deletes all of both, which is the last that is done. */
export async function compareClear(plain: Asking, cluster: Asking): Promise<Compared[]> {
  const answers = [plain, cluster].map(({ ask }) => ask(clear.text, { input: clear.input([]) }))
  const [own, other] = await Promise.all(answers)
  return [comparedAs('write: clear', [own!, other!], cluster.logged())]
}

/** What an operation before has not answered leaves nothing to send. */
function safely(input: () => object): object {
  try {
    return input()
  } catch {
    return {}
  }
}

function comparedAs(name: string, answers: readonly [Answer, Answer], log: readonly string[]): Compared {
  const [own, other] = answers.map((answer) => masked(answer)) as [string, string]
  const logged = log.map(messageIn).join(' | ')
  const isSame = own === other
  const difference = isSame ? logged : `${logged} ${differing(own, other)}`
  const [first, second] = answers.map(statementsOf) as [number, number]
  return { name, isSame, why: difference.trim(), statements: [first, second] }
}

const today = new Date().toISOString().slice(0, 8)

/** Without what a server makes itself: ids, secrets, and times of the clock. */
function masked({ data, errors }: Answer): string {
  const known = new Map<string, string>()
  const text = JSON.stringify({
    data,
    errors: errors?.map(({ message, extensions }) => [message, extensions?.code]),
  })
  return text
    .replaceAll(/"leaseToken":"[^"]*"/g, '"leaseToken":"…"')
    .replaceAll(new RegExp(`"${today}[^"]{16}"`, 'g'), '"now"')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      if (!known.has(id)) known.set(id, `id-${known.size}`)
      return known.get(id)!
    })
}

const statementsOf = ({ extensions }: Answer) =>
  (extensions?.backends ?? []).reduce((sum, { statements }) => sum + statements, 0)

function messageIn(line: string): string {
  const { err, msg } = JSON.parse(line) as {
    err?: { message?: string; cause?: { message?: string } }
    msg?: string
  }
  return err?.cause?.message ?? err?.message ?? msg ?? line
}

function differing(own: string, other: string): string {
  const at = own.split('').findIndex((character, index) => character !== other[index])
  const from = Math.max(0, at - 60)
  return `plain …${own.slice(from, from + 200)} cluster …${other.slice(from, from + 200)}`
}
