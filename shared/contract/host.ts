import * as v from 'valibot';

/** What the page can ask of the program around it: dialogs, folders, the window. Same form as the methods of core. */
const text = v.pipe(v.string(), v.maxLength(10_000));
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(4096),
  v.regex(/^[^\0]*$/, 'must not have a zero character in it'),
);

interface HostMethod<Schema extends v.GenericSchema, Result> {
  readonly args: Schema;
  /** Carries the type only; never set. */
  readonly result?: Result;
}

const hostMethod =
  <Result>() =>
  <Schema extends v.GenericSchema>(args: Schema): HostMethod<Schema, Result> => ({ args });

export interface RecentCase {
  readonly dir: string;
  readonly name: string;
  readonly openedAt: string;
  /** Whether the folder is still there. */
  readonly exists: boolean;
}

export interface HostInfo {
  readonly program: string;
  readonly version: string;
  /** `electron`, or `stand-in` in development and tests. */
  readonly shell: 'electron' | 'stand-in';
  readonly platform: string;
  /** Login name, offered as the examiner's name. */
  readonly userName: string;
}

const filter = v.object({
  name: text,
  extensions: v.array(v.pipe(v.string(), v.regex(/^[a-z0-9*]{1,10}$/))),
});

export const hostMethods = {
  'host.info': hostMethod<HostInfo>()(v.object({})),
  /** Paths chosen in an open dialog; empty where it was dismissed. */
  'host.pickFiles': hostMethod<string[]>()(
    v.object({ title: text, many: v.optional(v.boolean(), false), filters: v.optional(v.array(filter), []) }),
  ),
  'host.pickFolder': hostMethod<string | null>()(v.object({ title: text })),
  'host.pickSavePath': hostMethod<string | null>()(v.object({ title: text, defaultName: v.optional(text) })),
  /** Shows a file in the system's file manager. */
  'host.reveal': hostMethod<null>()(v.object({ path })),
  'host.recentCases': hostMethod<RecentCase[]>()(v.object({})),
  'host.rememberCase': hostMethod<null>()(v.object({ dir: path, name: text })),
  'host.forgetCase': hostMethod<null>()(v.object({ dir: path })),
  /** Makes the sample case in the user's data folder where it is not there yet, and says where it is. */
  'host.sampleCase': hostMethod<{ dir: string }>()(v.object({})),
  /** Preferences of the window: theme, density, single-key shortcuts. A JSON object, at most 100 kB. */
  'host.readPreferences': hostMethod<Record<string, unknown>>()(v.object({})),
  'host.writePreferences': hostMethod<null>()(v.object({ preferences: v.record(v.string(), v.unknown()) })),
  'host.setTitle': hostMethod<null>()(v.object({ title: text })),
  'host.quit': hostMethod<null>()(v.object({})),
} as const;

export type HostMethodName = keyof typeof hostMethods;
export type HostMethodInput<Name extends HostMethodName> = v.InferInput<(typeof hostMethods)[Name]['args']>;
export type HostMethodArgs<Name extends HostMethodName> = v.InferOutput<(typeof hostMethods)[Name]['args']>;
export type HostMethodResult<Name extends HostMethodName> =
  | NonNullable<(typeof hostMethods)[Name]['result']>
  | Extract<(typeof hostMethods)[Name]['result'], null>;
