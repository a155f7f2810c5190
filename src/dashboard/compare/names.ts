const most = 60

/** A long name without its middle: its last part tells it from others. */
export function cutMiddle(name: string): string {
  const [, head, tail] = (name.length > most && /^(.{20}).*(.{30})$/su.exec(name)) || []
  return head === undefined ? name : `${head}…${tail}`
}
