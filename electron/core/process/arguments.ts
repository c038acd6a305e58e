import * as v from 'valibot';
import { AppError } from '../../../shared/contract/errors.ts';
import { type MethodArgs, type MethodName, methods } from '../../../shared/contract/methods.ts';

/** A refusal of arguments stays shorter than they are, whatever they are. */
const mostProblems = 20;
const longestName = 100;
/** No method takes a tenth of it; what is deeper would exhaust the stack of whoever walks through it. */
const deepest = 200;

/** Whether the contract has a method of this name; inherited names such as `constructor` do not count. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** Parses and checks the arguments of a call, defaults filled in. Throws `usage` naming each argument at fault. */
export function readArguments<Name extends MethodName>(name: Name, argsJson: string): MethodArgs<Name> {
  return checkArguments(name, methods[name].args, argsJson) as MethodArgs<Name>;
}

/** The same for any table of methods in the form of the contract. */
export function checkArguments<Args>(
  name: string,
  schema: v.GenericSchema<unknown, Args> & { readonly entries: object },
  argsJson: string,
): Args {
  const given = parseObject(name, argsJson);
  const known = Object.keys(schema.entries);
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  const parsed = v.safeParse(schema, given);
  const problems = [
    ...unknown.map((key) => `argument "${cut(key)}" is unknown (it takes ${known.join(', ') || 'none'})`),
    ...(parsed.issues ?? []).map((issue) => `argument "${cut(pathOf(issue))}" ${problemOf(issue)}`),
  ];
  if (problems.length > mostProblems) {
    problems.splice(mostProblems, Infinity, `and ${problems.length - mostProblems} more`);
  }
  if (problems.length > 0) throw new AppError('usage', `${name}: ${problems.join('; ')}`, { problems });
  return parsed.output as Args;
}

function parseObject(name: string, argsJson: string): Record<string, unknown> {
  if (isDeeperThan(deepest, argsJson)) {
    throw new AppError('usage', `${name}: the arguments are nested too deep, more than ${deepest} levels`);
  }
  let given: unknown;
  try {
    given = JSON.parse(argsJson);
  } catch {
    throw new AppError('usage', `${name}: the arguments are not JSON`);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new AppError('usage', `${name}: the arguments must be a JSON object`);
  }
  return given as Record<string, unknown>;
}

/** Character by character: an expression over a string of megabytes would exhaust the stack itself. */
function isDeeperThan(most: number, json: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') isInText = !isInText;
    else if (isInText) {
      if (character === '\\') at++;
    } else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > most) return true;
  }
  return false;
}

function cut(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}

/** `files[0]` for the first of the argument `files`. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map((item) => item.key);
  return keys
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${key}`))
    .join('');
}

/** Never repeats the value itself: it may be a passphrase. */
function problemOf(issue: v.BaseIssue<unknown>): string {
  const bound = String(issue.requirement);
  switch (issue.type) {
    case 'min_length':
      return bound === '1' ? 'must not be empty' : `must have at least ${bound} items or characters`;
    case 'max_length':
      return `must have at most ${bound} items or characters`;
    case 'min_value':
      return `must be ${bound} or more`;
    case 'max_value':
      return `must be ${bound} or less`;
    case 'safe_integer':
      return 'must be a whole number';
    case 'regex':
      return issue.message;
    case 'picklist':
      return `must be one of ${issue.expected?.replace(/^\(|\)$/g, '').replaceAll(' | ', ', ')}`;
    default:
      return issue.received === 'undefined'
        ? 'is missing'
        : `must be of type ${(issue.expected ?? issue.type).toLowerCase()}, not ${typeOf(issue.input)}`;
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
