import type { FrameUsed } from './electron-used.ts';
import { pageOrigin } from './page-address.ts';

/** Whether a call comes from the page itself: its origin, not its URL, and its main frame, not one inside it. */
export function isOwnPage(frame: FrameUsed | null): boolean {
  return frame !== null && frame.origin === pageOrigin && frame.parent === null;
}
