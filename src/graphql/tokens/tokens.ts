import { newChange } from '../../db/audit/note.ts'
import { type NewToken, newToken } from '../../db/tokens/newtoken.ts'
import {
  type TokenRow,
  type TokenScope,
  listTokens,
  mostTokens,
  revokeStored,
  storeTokens,
} from '../../db/tokens/tokens.ts'
import { StoreFailure } from '../../db/failure.ts'
import type { Settled } from '../../db/recording/grouping.ts'
import { type Context, type TokenKeeper, actorIn } from '../context.ts'
import { badInput, fromStore } from '../errors.ts'
import { checkedId } from '../inputs/checks.ts'
import { type Stored, storeElements } from '../inputs/elements.ts'
import type {
  CreateTokensInput,
  CreateTokenResultResolvers,
  RevokeTokensInput,
  TokenInput,
  TokenResolvers,
} from '../types.gen.ts'
import { tokenPlan } from './plan.ts'

function keeperIn({ tokens: keeper }: Context): TokenKeeper {
  if (keeper) return keeper
  throw badInput('No store of this server keeps tokens. It needs a sqlite or postgres backend, or --admin.')
}

/** All tokens, the newest first. */
export async function tokens(context: Context): Promise<TokenRow[]> {
  const { backend } = keeperIn(context)
  try {
    return await listTokens(backend, context.look().reading(backend))
  } catch (error) {
    throw error instanceof StoreFailure ? fromStore(error) : error
  }
}

const listIn = (json: string) => JSON.parse(json) as string[]

export const Token: TokenResolvers = {
  scopes: ({ scopes }) => JSON.parse(scopes) as TokenScope[],
  flows: ({ flows }) => (flows === null ? null : listIn(flows)),
  backends: ({ backends }) => (backends === null ? null : listIn(backends)),
}

/** Makes tokens. Their secrets are answered now and never again. */
export async function createTokens(context: Context, { tokens: inputs }: CreateTokensInput) {
  const { backend, changed } = keeperIn(context)
  const check = (input: TokenInput, field: string, now: number) =>
    newToken(
      tokenPlan(input, (name) => `${field}.${name}`, now),
      now,
    )
  const store = (made: readonly NewToken[]) =>
    settled(made, async () => {
      const rows = made.map(({ row }) => row)
      const count = await storeTokens(
        backend,
        rows,
        newChange('CREATE_TOKENS', actorIn(context)),
        context.meter,
      )
      await changed()
      return made.map((one, index): Stored<NewToken> => (index < count ? { done: one } : noRoom))
    })
  return { results: await storeElements(context, { field: 'input.tokens', inputs, check, store }) }
}

const noRoom: Stored<NewToken> = {
  problem: {
    code: 'TOO_LARGE',
    message: `There may be ${mostTokens} tokens. Revoke some that are no longer used.`,
    field: '',
    limit: mostTokens,
  },
}

export const CreateTokenResult: CreateTokenResultResolvers = {
  id: ({ done }) => done?.row.id ?? null,
  token: ({ done }) => done?.row ?? null,
  secret: ({ done }) => done?.secret ?? null,
}

/** Revokes tokens for ever. */
export async function revokeTokens(context: Context, { ids }: RevokeTokensInput) {
  const { backend, changed } = keeperIn(context)
  const store = (wanted: readonly string[]) =>
    settled(wanted, async () => {
      const change = newChange('REVOKE_TOKENS', actorIn(context))
      const known = await revokeStored(backend, [...new Set(wanted)], change, context.meter)
      await changed()
      return wanted.map((id): Stored<true> => (known.has(id) ? { done: true } : noSuchToken(id)))
    })
  return {
    results: await storeElements(context, { field: 'input.ids', inputs: ids, check: checkedId, store }),
  }
}

const noSuchToken = (id: string): Stored<true> => ({
  problem: { code: 'NOT_FOUND', message: `There is no token ${JSON.stringify(id)}.`, field: '' },
})

/** An error of the store is that of each element. */
async function settled<Done>(
  elements: readonly unknown[],
  store: () => Promise<Settled<Stored<Done>>[]>,
): Promise<Settled<Stored<Done>>[]> {
  try {
    return await store()
  } catch (error) {
    return elements.map(() => error as Error)
  }
}
