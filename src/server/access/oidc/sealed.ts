import { hkdfSync } from 'node:crypto'
import type { JWTPayload } from 'jose'

/** Sessions are sealed by a key that follows from the client's secret: so many characters at least. */
export const shortestSecret = 16

/** Keeps something with a browser that can neither read nor change it. */
export interface Seal {
  close(content: JWTPayload, seconds: number): Promise<string>
  /** Undefined if it is not of this seal, or too old. */
  open(text: string): Promise<JWTPayload | undefined>
}

/** Whatever is sealed is short. */
const mostLength = 4_000

/**
 * The key follows from the secret and from what it is for: all servers with one configuration have the same, and what
 * was sealed before the configuration changed is no longer opened.
 */
export function createSeal(secret: string, purpose: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32))
  return {
    async close(content, seconds) {
      const { EncryptJWT } = await import('jose')
      return new EncryptJWT(content)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
        .encrypt(key)
    },
    async open(text) {
      if (text.length > mostLength) return undefined
      const { jwtDecrypt } = await import('jose')
      const options = {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      }
      return jwtDecrypt(text, key, options).then(
        ({ payload }) => payload,
        () => undefined,
      )
    },
  }
}
