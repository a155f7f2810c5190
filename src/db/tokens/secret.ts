import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What every secret begins with, so that it is recognised in a log or a repository. */
const prefix = 'egt_'
const bytes = 32

/** A new secret, of 256 random bits. */
export const newSecret = (): string => prefix + randomBytes(bytes).toString('base64url')

const written = /^egt_[A-Za-z0-9_-]{43}$/

/** Whether a text can be a secret. Others need not be looked up. */
export const isSecret = (text: string): boolean => written.test(text)

/** What is stored of a secret. It has too many random bits to be guessed from this, so no salt is needed. */
export const digestOfSecret = (secret: string): string => hash('sha256', secret, 'hex')

/** In constant time. */
export const isSameDigest = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
