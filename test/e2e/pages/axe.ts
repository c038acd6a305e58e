import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What axe-core finds on the page as it stands, one line each: rule, element, what is wrong. All its rules run. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await (Reflect.get(globalThis, 'axe') as typeof axe).run(document, {
      resultTypes: ['violations'],
      iframes: false,
    });
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const why = (failureSummary ?? '').split('\n').slice(1).join(' ').replaceAll(/\s+/g, ' ').trim();
        return `${id} (${help}) at ${target.join(' ')}: ${why}`;
      }),
    );
  });
}
