/** US Letter, in points. */
export const page = {
  width: 612,
  height: 792,
  left: 66,
  right: 66,
  /** Where the body begins and must end. */
  top: 84,
  bottom: 792 - 78,
} as const;

export const bodyWidth = page.width - page.left - page.right;
