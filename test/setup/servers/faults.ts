import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The rules that look at colours: all in which the dark theme differs. */
export const rulesOfColours = ['color-contrast', 'link-in-text-block']

/** What bars a page to those who see or hear otherwise, by these rules of axe or by all: its serious and critical faults. */
export async function faultsOf(page: Page, rules?: string[]): Promise<readonly string[]> {
  // By the debugger: the page's own policy lets no foreign script in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (runOnly) => {
    const { axe: own } = globalThis as unknown as { axe: typeof axe }
    // To describe what is well takes as long again as to look.
    const found = await own.run({
      resultTypes: ['violations'],
      selectors: false,
      ...(runOnly && { runOnly }),
    })
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      html: nodes.map((node) => node.html),
    }))
  }, rules)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, html }) => `${id}: ${html.length}, such as ${html[0]!.slice(0, 200)}`)
}
