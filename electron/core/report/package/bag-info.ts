import { AppError } from '../../../../shared/contract/errors.ts';
import { visibleText } from '../document/visible-characters.ts';

export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** bag-info.txt (RFC 8493 section 2.2.2): one line a label; what would break a line is written as an escape. */
export function bagInfoText(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([label, value]) => {
      if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(label)) {
        throw new AppError('usage', `bag-info.txt: "${visibleText(label)}" cannot be a label`);
      }
      return `${label}: ${visibleText(value)}\n`;
    })
    .join('');
}
