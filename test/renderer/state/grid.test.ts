import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampTop,
  followScroll,
  type GridGeometry,
  isScaled,
  jumpTo,
  moveCell,
  reveal,
  scrollTopFor,
  spacerPx,
  visibleRows,
} from '../../../renderer/state/grid.ts';

const geometries = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  rowHeightPx: fc.integer({ min: 20, max: 60 }),
  viewportPx: fc.integer({ min: 60, max: 2000 }),
});
const withRow = geometries.chain((geometry) =>
  fc.tuple(fc.constant(geometry), fc.integer({ min: 0, max: geometry.total - 1 })),
);
const twentyMillion: GridGeometry = { total: 20_000_000, rowHeightPx: 28, viewportPx: 700 };

describe('scroll positions', () => {
  test('the scrolled element stays far below what Chromium can draw', () => {
    fc.assert(fc.property(geometries, (geometry) => spacerPx(geometry) <= 2 ** 23));
  });

  test('both ends of the scroll bar are both ends of the rows', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        const end = Math.max(0, spacerPx(geometry) - geometry.viewportPx);
        const middle = { topPx: clampTop(geometry, geometry.total * 10), scrollTop: end / 2 };
        if (isScaled(geometry)) {
          expect(followScroll(geometry, middle, 0).topPx).toBe(0);
          const last = followScroll(geometry, { topPx: 0, scrollTop: 0 }, end);
          expect(visibleRows(geometry, last.topPx, 0).end).toBe(geometry.total);
        }
        expect(scrollTopFor(geometry, Number.MAX_SAFE_INTEGER)).toBeCloseTo(end, 3);
      }),
    );
  });

  test('a position survives the way to the scroll bar and back within one line of the bar', () => {
    fc.assert(
      fc.property(withRow, ([geometry, row]) => {
        const topPx = clampTop(geometry, row * geometry.rowHeightPx);
        const scrollTop = scrollTopFor(geometry, topPx);
        const far = { topPx: 0, scrollTop: scrollTop - 100_000 };
        expect(followScroll(geometry, far, scrollTop).topPx).toBeCloseTo(topPx, 3);
      }),
    );
  });

  test('one wheel step moves by its pixels, wherever it happens', () => {
    const before = { topPx: 280_000_000.5, scrollTop: scrollTopFor(twentyMillion, 280_000_000.5) };
    expect(followScroll(twentyMillion, before, before.scrollTop + 100).topPx).toBe(280_000_100.5);
    expect(followScroll(twentyMillion, before, before.scrollTop).topPx).toBe(280_000_000.5);
  });

  test('every one of twenty million rows can be stepped to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19_999_998 }), (row) => {
        const here = jumpTo(twentyMillion, row);
        const next = reveal(twentyMillion, here + 28, row + 1);
        const { first, end } = visibleRows(twentyMillion, next, 0);
        expect(first <= row + 1 && row + 1 < end).toBe(true);
      }),
    );
  });
});

describe('rows to draw', () => {
  test('no more than the viewport holds', () => {
    fc.assert(
      fc.property(withRow, fc.integer({ min: 0, max: 5 }), ([geometry, row], beyond) => {
        const { first, end } = visibleRows(geometry, row * geometry.rowHeightPx + 0.5, beyond);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(geometry.total);
        expect(end - first).toBeLessThanOrEqual(
          Math.ceil(geometry.viewportPx / geometry.rowHeightPx) + 1 + 2 * beyond,
        );
      }),
    );
  });

  test('a revealed row is wholly visible, and revealing it again moves nothing', () => {
    fc.assert(
      fc.property(withRow, fc.double({ min: 0, max: 6e8, noNaN: true }), ([geometry, row], from) => {
        const topPx = reveal(geometry, from, row);
        const start = row * geometry.rowHeightPx;
        expect(start).toBeGreaterThanOrEqual(topPx);
        expect(start + geometry.rowHeightPx).toBeLessThanOrEqual(topPx + geometry.viewportPx);
        expect(reveal(geometry, topPx, row)).toBe(topPx);
      }),
    );
  });

  test('a row in view stays where it is', () => {
    expect(reveal(twentyMillion, 2800, 101)).toBe(2800);
    expect(reveal(twentyMillion, 2800, 99)).toBe(2772);
    expect(reveal(twentyMillion, 2800, 125)).toBe(2828);
  });

  test('a jump lands with rows before it', () => {
    expect(visibleRows(twentyMillion, jumpTo(twentyMillion, 1_000_000), 0)).toEqual({
      first: 999_992,
      end: 1_000_017,
    });
    expect(jumpTo(twentyMillion, 0)).toBe(0);
  });
});

describe('keys', () => {
  const moves = { rows: 20_000_000, columns: 8, pageRows: 24 };
  const from = { row: 1000, column: 3 };

  test.each([
    ['ArrowDown', false, { row: 1001, column: 3 }],
    ['ArrowUp', false, { row: 999, column: 3 }],
    ['ArrowRight', false, { row: 1000, column: 4 }],
    ['ArrowLeft', false, { row: 1000, column: 2 }],
    ['ArrowDown', true, { row: 19_999_999, column: 3 }],
    ['ArrowLeft', true, { row: 1000, column: 0 }],
    ['PageDown', false, { row: 1024, column: 3 }],
    ['PageUp', false, { row: 976, column: 3 }],
    ['Home', false, { row: 1000, column: 0 }],
    ['End', false, { row: 1000, column: 7 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 19_999_999, column: 7 }],
  ])('%s with control %s', (key, withControl, to) => {
    expect(moveCell(key, withControl, from, moves)).toEqual(to);
  });

  test('other keys and empty grids do not move', () => {
    expect(moveCell('a', false, from, moves)).toBeNull();
    expect(moveCell('ArrowDown', false, from, { ...moves, rows: 0 })).toBeNull();
  });

  test('no key leaves the grid', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(299),
        fc.nat(39),
        (key, control, rows, columns, row, column) => {
          const cell = { row: row % rows, column: column % columns };
          const to = moveCell(key, control, cell, { rows, columns, pageRows: 20 })!;
          expect(to.row >= 0 && to.row < rows && to.column >= 0 && to.column < columns).toBe(true);
        },
      ),
    );
  });
});
