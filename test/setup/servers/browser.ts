import { existsSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import bundled from '@sparticuz/chromium'
import { type BrowserContext, chromium } from 'playwright-core'

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

/** The project's own Chromium, with nothing in it. */
export async function openBrowser(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'execgraph-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await unpacked(),
    args,
    viewport: { width: 1280, height: 800 },
    // What turns is drawn by the processors, sixty times a second. Who tests what moves asks for it.
    reducedMotion: 'reduce',
    timeout: 120_000,
  })
  context.setDefaultTimeout(120_000)
  return {
    context,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
