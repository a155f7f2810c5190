const width = 24
/** Milliseconds between two pictures of a bar. */
const every = 100

/** How far long work is, on a terminal only. `end` removes it. */
export interface Progress {
  readonly show: (done: number, all: number | undefined, what: string) => void
  readonly end: () => void
}

/** Draws a bar on standard error. Where that is no terminal, nothing is drawn. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show() {}, end() {} }
  let drawnAt = 0
  return {
    show(done, all, what) {
      const now = performance.now()
      if (now - drawnAt < every) return
      drawnAt = now
      stream.write(`\r${barOf(done, all, what)}\u{1b}[K`)
    },
    end() {
      if (drawnAt > 0) stream.write('\r\u{1b}[K')
      drawnAt = 0
    },
  }
}

function barOf(done: number, all: number | undefined, what: string): string {
  const count = done.toLocaleString('en-US')
  if (all === undefined || all <= 0) return `${count} ${what}`
  const share = Math.min(1, done / all)
  const full = Math.round(share * width)
  const percent = `${Math.floor(share * 100)} %`.padStart(5)
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${percent}  ${count} of ${all.toLocaleString('en-US')} ${what}`
}
