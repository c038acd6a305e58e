import { describe, expect, it } from 'vitest';
import { errorWords } from '../../../renderer/ui/error-words.ts';
import { AppError, errorCodes } from '../../../shared/contract/errors.ts';

describe('errorWords', () => {
  it('says of every code what was kept', () => {
    for (const code of errorCodes) {
      const words = errorWords(new AppError(code, 'message'));
      expect(words).toMatchObject({ code, message: 'message' });
      expect(words.kept).not.toBe('');
    }
  });

  it('takes anything else that is thrown for a fault of the program', () => {
    expect(errorWords(new TypeError('x is undefined'))).toMatchObject({
      code: 'internal',
      message: 'x is undefined',
    });
    expect(errorWords('text')).toMatchObject({ code: 'internal', message: 'text' });
  });
});
