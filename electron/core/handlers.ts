import { AppError } from '../../shared/contract/errors.ts';
import { methods } from '../../shared/contract/methods.ts';
import type { Handlers } from './process/dispatch.ts';

/** What core does for each method of the contract; until a part is there its methods say so. */
export const handlers = Object.fromEntries(
  Object.keys(methods).map((name) => [
    name,
    () => {
      throw new AppError('not-available', `${name}: not available yet`);
    },
  ]),
) as unknown as Handlers;

/** Releases everything core holds, open cases above all, before its process ends. */
export async function closeAll(): Promise<void> {}
