/** Why a change contradicts what is stored, worded for the caller. `field` is a path within the change. */
export interface Refusal {
  readonly code: 'CONFLICT' | 'NOT_FOUND' | 'BAD_USER_INPUT'
  readonly message: string
  readonly field: string
  readonly limit?: number
  readonly received?: number
  /** The stored version. */
  readonly current?: string
}

export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.name = 'Refused'
    this.refusal = refusal
  }
}

export const conflict = (field: string, message: string) => new Refused({ code: 'CONFLICT', message, field })
