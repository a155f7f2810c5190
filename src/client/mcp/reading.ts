import type { Fetch } from '../sending.ts'

/** Bytes of an answer. A longer one would be read at the cost of others, and little of it is shown. */
const mostRead = 4 * 1024 * 1024

/** Asks the API, and reads no more of its answer than a tool can use. */
export const readingLittle =
  (ask: Fetch): Fetch =>
  async (url, init) => {
    const response = await ask(url, init)
    const text = await textWithin(response)
    if (text === undefined) return tooLong()
    return new Response(text, { status: response.status, headers: [...response.headers] })
  }

async function textWithin({ body }: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop closes the body.
  for await (const part of body ?? []) {
    bytes += part.length
    if (bytes > mostRead) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function tooLong(): Response {
  const message = `What answers this has more than ${mostRead} bytes, and a tool reads no more. Ask for less: by a smaller "limit", or fewer "ids".`
  const extensions = { code: 'QUERY_TOO_EXPENSIVE', limit: mostRead }
  return Response.json({ errors: [{ message, extensions }] })
}
