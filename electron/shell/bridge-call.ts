import { AppError } from '../../shared/contract/errors.ts';

/** A call as it came over the bridge, of the right form; what it asks for is checked where it is answered. */
export interface BridgeCall {
  readonly id: number;
  readonly method: string;
  readonly argsJson: string;
}

const longestMethodName = 100;
/** Room for a report on some ten thousand findings by id, or a long rule, and far from what would fill memory. */
export const longestArguments = 4_000_000;

/** Throws `usage` where the words are not those of a call. */
export function readBridgeCall(words: readonly unknown[]): BridgeCall {
  const [id, method, argsJson] = words;
  if (words.length !== 3 || !isCallId(id) || typeof method !== 'string' || typeof argsJson !== 'string') {
    throw new AppError('usage', 'a call takes a number, the name of a method and its arguments as JSON text');
  }
  if (method.length > longestMethodName) throw new AppError('usage', 'the name of the method is too long');
  if (argsJson.length > longestArguments) {
    throw new AppError(
      'usage',
      `${method}: the arguments have ${argsJson.length} characters, at most ${longestArguments} are taken`,
    );
  }
  return { id, method, argsJson };
}

export function isCallId(id: unknown): id is number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0;
}
