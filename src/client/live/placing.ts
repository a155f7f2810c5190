import type { Client } from './client.ts'
import type { Running } from './operations.ts'
import { post, refusedBy, sentForm } from './requests.ts'

/** Which operations a stream has, and how it gets others. */
export function createPlacing(client: Client, over: AbortController) {
  const { operations } = client
  const placed = new Set<string>()
  let token: string | undefined
  let isSending = false

  const place = (chosen: readonly Running[], isResumed: boolean) => {
    for (const { id } of chosen) placed.add(id)
    if (!isResumed) operations.reset(chosen.map(({ id }) => id))
  }
  const update = () => void send()
  const send = async () => {
    if (token === undefined || isSending || over.signal.aborted) return
    const add = [...operations.all.values()].filter(({ id }) => !placed.has(id))
    const drop = [...placed].filter((id) => !operations.all.has(id))
    if (add.length === 0 && drop.length === 0) return
    isSending = true
    place(add, false)
    for (const id of drop) placed.delete(id)
    if (await change(client, over, `/${encodeURIComponent(token)}`, { add, drop })) {
      isSending = false
      await send()
    } else over.abort()
  }
  return {
    /** What the stream begins with: where it can go on from a position, what was whole there, and the rest later. */
    begin() {
      const all = [...operations.all.values()]
      const settled = all.filter(({ isSettled }) => isSettled)
      const isResumed = client.position !== undefined && settled.length > 0
      const chosen = isResumed ? settled : all
      place(chosen, isResumed)
      if (!isResumed) client.position = undefined
      return { chosen, position: client.position }
    },
    opened(given: string) {
      token = given
      update()
    },
    update,
    /** The server has ended it: it need not be told. */
    ended: (id: string) => void placed.delete(id),
  }
}

interface Changed {
  readonly add: readonly Running[]
  readonly drop: readonly string[]
}

/** A change that takes longer is lost, and all that would be changed after it. */
const patienceMs = 20_000

/** Whether the stream is still good: another server may have been asked, or none. */
async function change(
  client: Client,
  { signal }: AbortController,
  path: string,
  { add, drop }: Changed,
): Promise<boolean> {
  try {
    const body = { add: add.map(sentForm), drop }
    const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
    const response = await post(client.options, path, body, { headers: {}, signal: patience })
    if (response.ok) return true
    const { errors, isFinal } = await refusedBy(response)
    if (!isFinal || response.status === 404) return false
    const refused = add.map(({ id }) => id)
    client.operations.refuse(refused, errors)
    return true
  } catch {
    return false
  }
}
