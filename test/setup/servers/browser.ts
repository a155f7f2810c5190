import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import bundled from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing gets out of the machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

const folder = resolve('.tmp/chromium')
const program = join(folder, 'chromium')

/**
 * The program, unpacked once. The package unpacks into the folder for temporary files, where another user of the
 * machine could not start it.
 */
async function unpacked(): Promise<string> {
  if (existsSync(program)) return program
  await mkdir(resolve('.tmp'), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = fresh
  try {
    await bundled.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
  // Whole or not at all. Another process may have been faster.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }))
  return program
}

let launched: Promise<Browser> | undefined

/** One for all files of a worker, which ends with it. */
const launch = () =>
  (launched ??= unpacked().then((executablePath) =>
    chromium.launch({ executablePath, args, timeout: 120_000 }),
  ))

/** The project's own Chromium, with nothing in it: no cookies, no cache and no storage of those before. */
export async function openBrowser(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const browser = await launch()
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    // What turns is drawn by the processors, sixty times a second. Who tests what moves asks for it.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(120_000)
  return { context, close: () => context.close() }
}
