import type { SourceKind } from '../../../shared/vocabulary/source-kinds.ts';
import type { Employee } from '../agency/world.ts';
import type { LogEvent } from '../log/event.ts';
import type { Plate } from '../plates.ts';
import type { Stage } from './stage.ts';

/** A planted piece of the log: misuse, or what only looks like it. */
export interface Story {
  readonly kind: string;
  /** Pattern of the catalogue (reference domain.md §3). */
  readonly pattern: string;
  readonly actors: readonly Employee[];
  /** The account where it is nobody's own. */
  readonly account?: string;
  /** Empty where the story is about how somebody searches, not whom. */
  readonly targets: readonly Plate[];
  readonly events: readonly LogEvent[];
  /** For misuse what would show it, for a look-alike what explains it. */
  readonly because: string;
  /** Tables without which the log alone cannot tell. */
  readonly tables: readonly SourceKind[];
  /** Actors all of whose searches are in the story. */
  readonly only?: readonly Employee[];
}

/** Makes up one story; null where the agency has nobody for it. `round` counts the stories of the kind. */
export type Teller = (stage: Stage, round: number) => Story | null;
