/** Turns the bytes of an encoding into UTF-8, piece by piece; `isLast`: what is incomplete now stays so. */
export type Decode = (bytes: Buffer, isLast: boolean) => Buffer;

/** Told of `count` bytes at `offset` that stand for nothing in the encoding; may throw. */
export type Undecodable = (offset: number, count: number) => void;

/**
 * Stands in the text for each byte that the encoding has no meaning for, where those are marked. It is in no well-formed
 * UTF-8, so readers reject the record it is in instead of taking it for a character of the log.
 */
export const undecodableMark = 0xff;
