import type { Row } from '../row.ts'

/** Just below what a body may have. */
const size = 8 * 1024 * 1024 - 1_024

const claim =
  'mutation { claimActions(input: { worker: "w", kinds: [\\"none\\"], wait: 20000 }) { actions { nodeId } } }'

const claims = Buffer.from(
  `{"query":"${claim.replaceAll(/(?<!\\)"/g, String.raw`\"`)}","variables":{"pad":"${'x'.repeat(size - 300)}"}}`,
)

const objects = Buffer.from(
  `{"query":"{ backends { name } }","variables":{"pad":[${'{},'.repeat((size - 300) / 3)}{}]}}`,
)

/** Sends bodies as large as they may be: most wait for work, others are objects without anything in them. */
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
