/** US Letter, in points. */
export const page = {
  width: 612,
  height: 792,
  left: 54,
  right: 54,
  /** Where the body begins and must end. */
  top: 80,
  bottom: 792 - 72,
} as const;

export const bodyWidth = page.width - page.left - page.right;
