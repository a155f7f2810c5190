import type { ExecutionRow } from '../../db/executions/rows.ts'
import { leftOut } from '../../db/sql/select.ts'
import type { FailureChange } from '../types.gen.ts'

/** The name of a fact, or of a tag `name:value` or `name=value`, that tells a version. */
const isVersion = /(version|commit|revision|sha|image|release|build)$/i

type Marks = Pick<ExecutionRow, 'dagHash' | 'scriptPath'>

/** The version marks that every execution may have: the DAG that it follows, and the script that it ran. */
export function changedMarks(before: Marks, after: Marks): FailureChange[] {
  const marks = [
    ['dag', before.dagHash, after.dagHash],
    ['scriptPath', before.scriptPath, after.scriptPath],
  ] as const
  return marks.flatMap(([path, one, other]) =>
    one === other ? [] : [{ kind: 'VERSION' as const, path, before: one, after: other }],
  )
}

interface Tag {
  readonly tag: string
  readonly name: string
  readonly value: string | null
}

function tagOf(tag: string): Tag {
  const split = /[:=]/.exec(tag)?.index ?? -1
  return split < 1
    ? { tag, name: tag, value: null }
    : { tag, name: tag.slice(0, split), value: tag.slice(split + 1) }
}

interface Fact {
  readonly field: string
  readonly value: string
}

/** What an execution or a run says of itself. */
export interface Said {
  readonly tags: readonly string[]
  readonly facts: readonly Fact[]
}

interface Both<Part> {
  readonly before: Part
  readonly after: Part
}

/** What is said of only one side: tags, and facts that tell a version. */
export const changesSaid = ({ before, after }: Both<Said>): FailureChange[] => [
  ...changedFacts({ before: before.facts, after: after.facts }),
  ...changedTags({ before: before.tags, after: after.tags }),
]

/** The newest value of each fact that tells a version. A long value is none. */
const versionsIn = (facts: readonly Fact[]) =>
  new Map(
    facts.flatMap(({ field, value }) => (isVersion.test(field) && value !== leftOut ? [[field, value]] : [])),
  )

function changedFacts(both: Both<readonly Fact[]>): FailureChange[] {
  const [before, after] = [versionsIn(both.before), versionsIn(both.after)]
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((path) => {
    const [one, other] = [before.get(path) ?? null, after.get(path) ?? null]
    return one === other ? [] : [{ kind: 'VERSION' as const, path, before: one, after: other }]
  })
}

/** Tags of only one side. A name with one value on each side has changed its value. */
function changedTags({ before, after }: Both<readonly string[]>): FailureChange[] {
  const [had, has] = [new Set(before), new Set(after)]
  const removed = before.filter((tag) => !has.has(tag)).map(tagOf)
  const added = after.filter((tag) => !had.has(tag)).map(tagOf)
  const byName = Map.groupBy([...added, ...removed], ({ name }) => name)
  return [...byName].flatMap(([name, tags]): FailureChange[] => {
    const kind = isVersion.test(name) && tags.every(({ value }) => value !== null) ? 'VERSION' : 'TAG'
    const of = (list: readonly Tag[]) => list.filter((one) => one.name === name)
    const [[one, ...ones], [other, ...others]] = [of(removed), of(added)]
    if (one?.value != null && other?.value != null && ones.length + others.length === 0)
      return [{ kind, path: name, before: one.value, after: other.value }]
    return tags.map((tag) => {
      const isAdded = added.includes(tag)
      return { kind, path: tag.tag, before: isAdded ? null : tag.tag, after: isAdded ? tag.tag : null }
    })
  })
}
