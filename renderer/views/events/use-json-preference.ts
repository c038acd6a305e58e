import { useMemo } from 'react';
import { usePreference } from '../../state/preferences.ts';

/** A preference that is a list or table, kept as JSON text; what cannot be read is the fallback. */
export function useJsonPreference<Value extends object>(
  name: string,
  fallback: Value,
  isRight: (value: unknown) => boolean,
): readonly [Value, (value: Value) => void] {
  const [text, setText] = usePreference(name, '');
  const value = useMemo(() => {
    try {
      const parsed: unknown = JSON.parse(text);
      return isRight(parsed) ? (parsed as Value) : fallback;
    } catch {
      return fallback;
    }
  }, [text, fallback, isRight]);
  return [value, (next) => setText(JSON.stringify(next))];
}

export function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function isWidthTable(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((width) => typeof width === 'number' && width >= 40 && width <= 2000)
  );
}
