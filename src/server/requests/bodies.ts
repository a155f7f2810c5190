export const defaultMaxBodies = 128 * 1024 * 1024
/** A body up to this size finds room that larger ones do not take. */
const small = 64 * 1024

/** The bytes of bodies that this process holds, over all requests. */
export interface Bodies {
  begin(): Body
}

/** What the body of one request holds. */
export interface Body {
  /** From now on it holds so many bytes in all. False, and nothing changes, when there is no room for them now. */
  hold(bytes: number): boolean
  /** How many bytes it holds. */
  held(): number
  letGo(): void
}

/** `most`: bytes over all bodies, an eighth of it for small ones alone. One body is always admitted. */
export function createBodies(most = defaultMaxBodies): Bodies {
  let all = 0
  return {
    begin() {
      let held = 0
      return {
        hold(bytes) {
          const others = all - held
          const room = bytes <= small ? most : most - most / 8
          if (others > 0 && others + bytes > room) return false
          all = others + bytes
          held = bytes
          return true
        },
        held: () => held,
        letGo() {
          all -= held
          held = 0
        },
      }
    },
  }
}
