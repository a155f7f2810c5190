import { Lost, ask, isTemporary } from './ask.ts'
import type { NodeKind } from './graphs.ts'
import { nodeKinds } from './graphs.ts'

export interface Claimed {
  readonly executionId: string
  readonly nodeId: string
  readonly kind: NodeKind
  readonly attempt: number
  readonly leaseToken: string
  readonly leaseExpiresAt: string
  readonly input: unknown
}

export interface Completion {
  readonly action: Claimed
  readonly result:
    | { readonly output: unknown }
    | { readonly error: string; readonly final: boolean }
    | { readonly release: true }
}

interface Result {
  readonly ok: boolean
  readonly problem: { readonly code: string; readonly message: string } | null
}

const claimText = `mutation ($input: ClaimActionsInput!) {
  claimActions(input: $input) { actions { executionId nodeId kind attempt leaseToken leaseExpiresAt input } } }`

export async function claim(url: string, worker: string, limit: number, leaseMs: number): Promise<Claimed[]> {
  const input = { worker, kinds: nodeKinds, limit, leaseMs, wait: 1_000 }
  const { claimActions } = await ask<{ claimActions: { actions: Claimed[] } }>(url, claimText, { input })
  return claimActions.actions
}

const completeText = `mutation ($input: CompleteActionsInput!) {
  answer: completeActions(input: $input) { results { ok problem { code message } } } }`
const extendText = `mutation ($input: ExtendLeasesInput!) {
  answer: extendLeases(input: $input) { results { ok problem { code message } } } }`

const held = ({ executionId, nodeId, leaseToken }: Claimed) => ({ executionId, nodeId, leaseToken })

export async function complete(url: string, completions: readonly Completion[]): Promise<Result[]> {
  const input = { completions: completions.map(({ action, result }) => ({ ...held(action), ...result })) }
  return decided(await ask<{ answer: { results: Result[] } }>(url, completeText, { input }))
}

export async function extend(url: string, action: Claimed, leaseMs: number): Promise<boolean> {
  const input = { leases: [{ ...held(action), leaseMs }] }
  const [result] = decided(await ask<{ answer: { results: Result[] } }>(url, extendText, { input }))
  return result!.ok
}

/** Throws `Lost` unless every element was decided on. */
function decided({ answer: { results } }: { answer: { results: Result[] } }): Result[] {
  const open = results.find(({ problem }) => isTemporary(problem?.code))
  if (open) throw new Lost(open.problem!.message)
  return results
}
