/** An instant in microseconds since 1970-01-01 UTC as RFC 3339, UTC, milliseconds (cut, not rounded). */
export function rfc3339(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString();
}
