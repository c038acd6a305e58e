import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from './client.ts';

/** What JSON can hold. */
type Preference = string | number | boolean | readonly Preference[] | { readonly [name: string]: Preference };

/** Preferences of the window by name; what is not there has its default. */
export const preferences = createStore<Readonly<Record<string, Preference>>>(() => ({}));

/** Reads the saved preferences. Without them the window works with its defaults. */
export async function loadPreferences(): Promise<void> {
  const saved = await call('host.readPreferences', {});
  const known = Object.entries(saved).filter((entry): entry is [string, Preference] =>
    ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  preferences.setState(Object.fromEntries(known), true);
}

let saving: ReturnType<typeof setTimeout> | undefined;

/** Sets a preference now and saves it shortly after, together with others that change meanwhile. */
export function setPreference(name: string, value: Preference): void {
  preferences.setState({ [name]: value });
  clearTimeout(saving);
  saving = setTimeout(() => {
    call('host.writePreferences', { preferences: { ...preferences.getState() } }).catch(() => {
      // The choice still holds in this window; it is only not remembered.
    });
  }, 400);
}

/** A preference and its setter, in the type of its default; a saved value of another type is not used. */
export function usePreference<Value extends Preference>(
  name: string,
  fallback: Value,
): readonly [Widen<Value>, (value: Widen<Value>) => void] {
  const saved = useStore(preferences, (all) => all[name]);
  const value = isLike(saved, fallback) ? saved : fallback;
  return [value as Widen<Value>, (next) => setPreference(name, next as Preference)];
}

/** The same kind of value, and for lists and objects the same kinds in them as far as the default shows them. */
function isLike(saved: unknown, fallback: Preference): boolean {
  if (Array.isArray(fallback)) {
    return (
      Array.isArray(saved) &&
      saved.every((item) => fallback.length === 0 || typeof item === typeof fallback[0])
    );
  }
  return typeof saved === typeof fallback && saved !== null && !Array.isArray(saved);
}

/** `22` as `number`: what a default is of, not what it is. */
type Widen<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value;
