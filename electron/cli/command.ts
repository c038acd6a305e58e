import type { ErrorReport } from '../../shared/contract/errors.ts';
import type { MethodInput, MethodName, MethodResult } from '../../shared/contract/methods.ts';
import { flag, type Options, text, type Values } from './option.ts';

/** What a command may use of the world. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls core; progress and cancelling are taken care of. */
  call<Name extends MethodName>(method: Name, args: MethodInput<Name>): Promise<MethodResult<Name>>;
}

/** What a command has to say. */
export interface Outcome {
  /** The one JSON document of `--json`. */
  readonly value: unknown;
  /** The same for a reader, made only where one reads. */
  readonly lines: () => readonly string[];
  /** Done, but there is something to look at: exit code 3. */
  readonly lookAt?: boolean;
  /** Nothing was done in the end: exit code 1. */
  readonly failure?: ErrorReport;
}

/** A command as the table of commands, the parser and help see it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** By name, in the order they are written; the last may take many. */
  readonly positionals: Options;
  readonly options: Options;
  /** Facts worth knowing, printed under the options. */
  readonly notes: readonly string[];
  readonly run: (input: Readonly<Record<string, unknown>>, surroundings: Surroundings) => Promise<Outcome>;
}

interface Definition<Positionals extends Options, Flags extends Options> {
  readonly name: string;
  readonly summary: string;
  readonly positionals: Positionals;
  readonly options: Flags;
  readonly notes?: readonly string[];
  readonly run: (
    input: Values<Positionals> & Values<Flags>,
    surroundings: Surroundings,
  ) => Outcome | Promise<Outcome>;
}

const everyCommand = { json: flag('print exactly one JSON document to stdout') };

/** Defines a command; what `run` receives is typed by its options. */
export function defineCommand<Positionals extends Options, Flags extends Options>(
  definition: Definition<Positionals, Flags>,
): Command {
  return {
    notes: [],
    ...definition,
    options: { ...definition.options, ...everyCommand },
    run: async (input, surroundings) =>
      definition.run(input as Values<Positionals> & Values<Flags>, surroundings),
  };
}

/** Who acts, for every command that records something. */
export const byExaminer = {
  examiner: text('E', 'who does it (default: the one who created the case)'),
};
