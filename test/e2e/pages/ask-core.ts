import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { HostMethodInput, HostMethodName, HostMethodResult } from '../../../shared/contract/host.ts';
import type { MethodInput, MethodName, MethodResult } from '../../../shared/contract/methods.ts';

declare const scrutineer: Bridge;

let lastId = 1_000_000;

/** Asks core or the program past the screens: to prepare a case, or to compare what a screen shows. */
export async function ask<Name extends MethodName>(
  page: Page,
  method: Name,
  args: MethodInput<Name>,
): Promise<MethodResult<Name>>;
export async function ask<Name extends HostMethodName>(
  page: Page,
  method: Name,
  args: HostMethodInput<Name>,
): Promise<HostMethodResult<Name>>;
export async function ask(page: Page, method: string, args: object): Promise<unknown> {
  lastId += 1;
  const words = [lastId, method, JSON.stringify(args)] as const;
  const reply = JSON.parse(await page.evaluate(([id, name, text]) => scrutineer.call(id, name, text), words));
  if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}
