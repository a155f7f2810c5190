/** Those that an option of a suite names, or all of them. A name that is not known is refused: it would measure nothing. */
export function chosen<Name extends string>(
  all: readonly Name[],
  asked: string | undefined,
  option = '--only',
): Name[] {
  const names: readonly string[] = asked?.split(',') ?? all
  const unknown = names.find((name) => !all.some((one) => one === name))
  if (unknown !== undefined)
    throw new Error(`${option} takes one or more of ${all.join(',')}, not ${JSON.stringify(unknown)}.`)
  return all.filter((one) => names.includes(one))
}
