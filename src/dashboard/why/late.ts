import { isSoonAfter } from '../data/lookfor.ts'

interface Ended {
  readonly statusReason: string
  readonly finishedAt: string | null
}

/**
 * A failed execution of a failed run may be recorded after it, which is no change of the run: soon after the run ended,
 * or after `lookedAtMs`, when somebody began to look at it.
 */
export const mayBeExplained = ({ statusReason, finishedAt }: Ended, lookedAtMs = 0): boolean =>
  statusReason === 'ATTEMPT_FAILED' &&
  finishedAt !== null &&
  isSoonAfter(Math.max(Date.parse(finishedAt), lookedAtMs))
