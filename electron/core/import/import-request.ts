import type { MethodArgs } from '../../../shared/contract/methods.ts';

export type ImportRequest = MethodArgs<'import'>;
