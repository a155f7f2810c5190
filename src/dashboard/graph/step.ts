import type { Picture } from './picture.ts'

export type Way = 'up' | 'down' | 'left' | 'right'

/** The node that an arrow key leads to: along an edge, or beside it in its layer. The same node if there is none. */
export function stepTo({ model: { shape }, layout: { x, y } }: Picture, node: number, way: Way): number {
  const isDown = shape.direction === 'TB'
  const isAlong = isDown ? way === 'up' || way === 'down' : way === 'left' || way === 'right'
  const isOnward = way === 'down' || way === 'right'
  const [across, along] = isDown ? [x, y] : [y, x]
  const distance = (other: number) =>
    Math.abs(across[other]! - across[node]!) + Math.abs(along[other]! - along[node]!)
  const ends: number[] = []
  if (isAlong) {
    const [near, far] = isOnward ? [shape.from, shape.to] : [shape.to, shape.from]
    near.forEach((end, edge) => end === node && far[edge] !== node && ends.push(far[edge]!))
  } else {
    for (let other = 0; other < shape.count; other++) {
      const isBeside = along[other] === along[node]
      if (isBeside && (isOnward ? across[other]! > across[node]! : across[other]! < across[node]!))
        ends.push(other)
    }
  }
  return ends.reduce((best, end) => (best === node || distance(end) < distance(best) ? end : best), node)
}
