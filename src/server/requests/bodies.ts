export const defaultMaxBodies = 128 * 1024 * 1024
/** Bodies up to this size have a reserve that larger ones cannot use. */
const small = 64 * 1024

/** The bytes of all request bodies that this process holds. */
export interface Bodies {
  begin(): Body
}

/** The bytes held for the body of one request. */
export interface Body {
  /** Whether it could hold so many bytes in all now. */
  fits(bytes: number): boolean
  /** Sets the bytes it holds in all. Returns false, and changes nothing, if they do not fit now. */
  hold(bytes: number): boolean
  held(): number
  letGo(): void
}

/** `most`: bytes over all bodies, an eighth of it reserved for small ones. One body is always admitted. */
export function createBodies(most = defaultMaxBodies): Bodies {
  let all = 0
  return {
    begin() {
      let held = 0
      const fits = (bytes: number) => {
        const others = all - held
        const room = bytes <= small ? most : most - most / 8
        return others === 0 || others + bytes <= room
      }
      return {
        fits,
        hold(bytes) {
          if (!fits(bytes)) return false
          all += bytes - held
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
