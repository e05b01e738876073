import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * What axe finds wrong with the page as it stands, a line each. Every rule is on, also those that axe leaves off by itself, such as the
 * size of what can be pressed; only those of level AAA are not: they ask for more than WCAG 2.2 AA, which is what we promise.
 */
export async function foundByAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate<string[]>(`(async () => {
    const aaa = rule => rule.tags.includes('wcag2aaa')
    const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, { enabled: !aaa(rule) }]))
    const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, help, target.join(' '), failureSummary.replace(/\\s+/g, ' ')].join(' | ')))
  })()`)
}
