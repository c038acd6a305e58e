import { AppError } from '../../../../../shared/contract/errors.ts';
import { XmlProblem } from './xml-problem.ts';

const askAgain = 'Ask for the file again, or for the log as CSV';

/** A workbook that cannot be trusted to show everyone the same, or that is damaged. `what` is a clause: "its … overlap". */
export function unsound(label: string, what: string, details: Record<string, unknown> = {}): AppError {
  return new AppError('input-format', `${label} is not a sound workbook: ${what}. ${askAgain}`, {
    path: label,
    ...details,
  });
}

/** Something that is recognized and not read; `wayOut` is a sentence without its full stop. */
export function notRead(label: string, format: string, wayOut: string): AppError {
  return new AppError('input-format', `${label} is ${format}, which this version does not read: ${wayOut}`, {
    path: label,
    format,
  });
}

/** Turns what went wrong while a part was read into what a user may see; `where` names part and place. */
export function partFailure(label: string, where: string, thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof XmlProblem) {
    return unsound(label, `${where} cannot be read at byte ${thrown.offset}: ${thrown.message}`, {
      offset: thrown.offset,
    });
  }
  return thrown;
}

/** Failures of the disk as this program says them. */
export function fileFailure(label: string, thrown: NodeJS.ErrnoException): AppError {
  return new AppError(
    thrown.code === 'ENOENT' ? 'not-found' : 'input-unreadable',
    `${label} cannot be read: ${thrown.message}`,
    { path: label },
  );
}
