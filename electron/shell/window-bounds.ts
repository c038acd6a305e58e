import { join } from 'node:path';
import * as v from 'valibot';
import type { Rectangle } from './electron-used.ts';
import { readStoredJson, writeStoredJson } from './stored-json.ts';

export const smallestSize = { width: 800, height: 560 } as const;
const usualSize = { width: 1440, height: 900 } as const;
/** So much of a window must be on a screen for its title bar to be caught. */
const leastVisible = 100;

const whole = v.pipe(v.number(), v.integer());
const stored = v.object({ x: whole, y: whole, width: whole, height: whole, maximized: v.boolean() });
type Stored = v.InferOutput<typeof stored>;

/** Where the window stood; without a position where it would not be seen on the screens there are now. */
export function readWindowBounds(
  userData: string,
  screens: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number; maximized: boolean } {
  const { maximized, ...bounds } = readStoredJson<Stored>(join(userData, 'window.json'), stored, {
    ...{ x: Number.NaN, y: Number.NaN },
    ...usualSize,
    maximized: false,
  });
  const width = Math.max(bounds.width, smallestSize.width);
  const height = Math.max(bounds.height, smallestSize.height);
  const seen = screens.some((screen) => isCaught({ ...bounds, width, height }, screen));
  if (seen) return { x: bounds.x, y: bounds.y, width, height, maximized };
  return { width, height, maximized };
}

export function writeWindowBounds(userData: string, bounds: Rectangle, maximized: boolean): void {
  const { x, y, width, height } = bounds;
  writeStoredJson(join(userData, 'window.json'), { x, y, width, height, maximized });
}

function isCaught(window: Rectangle, screen: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return (
    overlap >= leastVisible && window.y >= screen.y && window.y <= screen.y + screen.height - leastVisible
  );
}
