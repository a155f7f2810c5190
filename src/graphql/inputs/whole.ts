type Whole<Parts> = { [Key in keyof Parts]: Awaited<Parts[Key]> }

/** A record when all of its parts are there: at once, unless one of them takes several turns. */
export function whole<Parts extends object>(parts: Parts): Whole<Parts> | Promise<Whole<Parts>> {
  const late = Object.entries(parts).filter(([, part]) => part instanceof Promise)
  if (late.length === 0) return parts as Whole<Parts>
  return Promise.all(late.map(async ([name, part]) => [name, await part] as const)).then(
    (arrived) => Object.assign(parts, Object.fromEntries(arrived)) as Whole<Parts>,
  )
}
