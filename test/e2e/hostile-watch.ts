import type { Page } from '@playwright/test';

/** Whatever would show that a text was run rather than shown. */
export interface Watch {
  /** What happened so far; nothing is what it must be. */
  happened(): Promise<string[]>;
}

/** Watches dialogs, requests, other pages, downloads, navigation, reports of the policy, errors and new globals. */
export async function watchForRunning(page: Page): Promise<Watch> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => seen.push(`request: ${request.url().slice(0, 200)}`));
  page.on('popup', () => seen.push('another page'));
  page.on('download', () => seen.push('a download'));
  page.on('worker', () => seen.push('a worker'));
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith('https://app.invalid/#')) seen.push(`navigation: ${frame.url()}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) seen.push(`policy: ${message.text()}`);
  });
  await page.evaluate(() => {
    const globals = new Set(Object.getOwnPropertyNames(globalThis));
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(`policy report: ${effectiveDirective}`),
    );
    Reflect.set(globalThis, 'hostileWatch', () => [
      ...violations.splice(0),
      ...Object.getOwnPropertyNames(globalThis)
        .filter((name) => name !== 'hostileWatch' && !/^__playwright|^__pw/.test(name) && !globals.has(name))
        .map((name) => `new global: ${name}`),
    ]);
  });
  return {
    happened: async () => [
      ...(await page.evaluate(() => (Reflect.get(globalThis, 'hostileWatch') as () => string[])())),
      ...seen.splice(0),
    ],
  };
}

/** What stands in the document that no screen of the program makes, and characters that are not seen; each once. */
export function strangeInDocument(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const unseen =
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
    const found = new Set<string>();
    const madeByText =
      'iframe,object,embed,frame,frameset,video,audio,source,base,form[action],marquee,img,math,applet,portal,noscript,xml,xss,body body,html html,a[href]:not([href^="#"])';
    for (const element of document.body.querySelectorAll(madeByText))
      found.add(`element: ${element.outerHTML.slice(0, 120)}`);
    if (document.querySelectorAll('script').length > 1) found.add('a second script');
    const whereOf = (element: Element | null) => element?.closest('[class]')?.className.toString() ?? '';
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.add(`handler: ${name} in ${whereOf(element)}`);
        if (/^\s*(javascript|vbscript|data):/i.test(value) && /href|src|action/i.test(name))
          found.add(`address: ${value}`);
        if (
          /^(title|aria-label|placeholder|alt|aria-description|aria-valuetext)$/.test(name) &&
          unseen.test(value)
        ) {
          found.add(`unseen in ${name} of ${whereOf(element)}`);
        }
      }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement } = node;
      if (unseen.test(node.nodeValue ?? '') && !parentElement?.matches('textarea, script, style')) {
        found.add(`unseen in text of ${whereOf(parentElement)} <${parentElement?.localName}>`);
      }
    }
    if (unseen.test(document.title)) found.add('unseen in the title of the window');
    return [...found];
  });
}
