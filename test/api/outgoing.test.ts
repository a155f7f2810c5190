import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createOutgoing } from '../../src/server/outgoing.ts'

const mb = 1024 * 1024
const outgoing = () => createOutgoing(64 * mb)

/** A response to a request of this connection that has no socket yet: another one is being sent. */
function responseOn(socket: object): ServerResponse {
  return Object.assign(new EventEmitter(), { socket: null, req: { socket } }) as unknown as ServerResponse
}
const from = (remoteAddress: string) => ({ remoteAddress })

describe('bytes of answers', () => {
  it('bounds what one connection, one address and all together hold', () => {
    const { roomFor } = outgoing()
    const a = from('a')
    roomFor(responseOn(a)).hold(8 * mb)
    expect(() => roomFor(responseOn(a)).hold(mb)).toThrow('Answers to your connection may hold 8388608 bytes')
    for (let count = 1; count < 4; count += 1) roomFor(responseOn(from('a'))).hold(8 * mb)
    expect(() => roomFor(responseOn(from('a'))).hold(mb)).toThrow('Answers to your address')
    for (let count = 0; count < 3; count += 1) roomFor(responseOn(from('b'))).hold(8 * mb)
    expect(() => roomFor().hold(mb)).toThrow('Answers to everybody')
    expect(() => roomFor(responseOn(from('b'))).hold(mb)).toThrow(
      expect.objectContaining({
        extensions: { code: 'RATE_LIMITED', limit: 56 * mb, received: 57 * mb },
      }) as Error,
    )
  })

  it('counts clients that have gone together', () => {
    const { roomFor } = outgoing()
    for (let count = 0; count < 4; count += 1) roomFor(responseOn({})).hold(8 * mb)
    expect(() => roomFor(responseOn({})).hold(mb)).toThrow('Answers to your address')
    roomFor(responseOn(from('a'))).hold(8 * mb)
  })

  it('answers little whatever large answers wait', () => {
    const { roomFor } = outgoing()
    const a = from('a')
    roomFor(responseOn(a)).hold(8 * mb)
    const little = roomFor(responseOn(a))
    little.hold(64 * 1024 - 1)
    expect(() => little.hold(64 * 1024)).toThrow('your connection')
    expect(little.most()).toBe(0)
  })

  it('takes back what is shrunk, and what a response that closes held', () => {
    const { roomFor } = outgoing()
    const socket = from('a')
    const response = responseOn(socket)
    const first = roomFor(response)
    first.hold(8 * mb)
    first.hold(3 * mb)
    first.handOver()
    expect(first.most()).toBe(8 * mb)
    const last = responseOn(socket)
    const second = roomFor(last)
    expect(second.most()).toBe(5 * mb)
    second.hold(5 * mb)
    response.emit('close')
    expect(second.most()).toBe(8 * mb)
    second.hold(8 * mb)
    second.handOver()
    expect(roomFor(responseOn(socket)).most()).toBe(0)
    last.emit('close')
    expect(second.most()).toBe(8 * mb)
  })
})
