import { useMemo, useState } from 'react'
import { fold } from './fold.ts'
import { type Model, modelOf } from './model.ts'

const none: ReadonlySet<string> = new Set()

/** The graph with its finished chains folded, if one wants so. */
export function useFolded(whole: Model) {
  const [isFolded, setFolded] = useState(false)
  const [open, setOpen] = useState(none)
  const folded = useMemo(() => (isFolded ? fold(whole, open) : undefined), [isFolded, whole, open])
  const model = useMemo(() => (folded ? modelOf(folded, whole.shape.direction) : whole), [folded, whole])
  const standsFor = useMemo(
    () =>
      new Map(
        [...(folded?.members ?? [])].flatMap(([id, members]) => members.map((one) => [one, id] as const)),
      ),
    [folded],
  )
  return {
    model,
    isFolded,
    toggle() {
      setFolded(!isFolded)
      setOpen(none)
    },
    /** Shows what is folded into a node. `false` if nothing is. */
    unfold(id: string): boolean {
      const members = folded?.members.get(id)
      if (members) setOpen(new Set([...open, ...members]))
      return members !== undefined
    },
    /** What a node is drawn as. */
    nameOf: (id: string) => standsFor.get(id) ?? id,
  }
}
