import type { Row } from '../row.ts'

/** Just below the maximum size of a body. */
const size = 8 * 1024 * 1024 - 1_024

const claim =
  'mutation { claimActions(input: { worker: "w", kinds: [\\"none\\"], wait: 20000 }) { actions { nodeId } } }'

const claims = Buffer.from(
  `{"query":"${claim.replaceAll(/(?<!\\)"/g, String.raw`\"`)}","variables":{"pad":"${'x'.repeat(size - 300)}"}}`,
)

const objects = Buffer.from(
  `{"query":"{ backends { name } }","variables":{"pad":[${'{},'.repeat((size - 300) / 3)}{}]}}`,
)

/** Sends bodies of the maximum size: most are waiting claims, others are lists of empty objects. */
export const bodies: Row = {
  number: 11,
  sends: '700 waiting claims with bodies of 8 MB, and 60 lanes of bodies of 2.7 million {}',
  async attack(hostile) {
    await Promise.all([
      hostile.lanes(700, () => hostile.ask({ body: claims }), 3_000),
      hostile.lanes(60, () => hostile.ask({ body: objects }), 3_000),
    ])
  },
}
