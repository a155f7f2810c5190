/// <reference lib="webworker" />
import { layoutOf, type Shape } from './layout.ts'

/** Layouts are made here, so that the page answers meanwhile. */
addEventListener('message', ({ data }: MessageEvent<{ number: number; shape: Shape }>) => {
  const layout = layoutOf(data.shape)
  postMessage(
    { number: data.number, layout },
    { transfer: [layout.x, layout.y, layout.viaStart, layout.viaX, layout.viaY].map(({ buffer }) => buffer) },
  )
})
