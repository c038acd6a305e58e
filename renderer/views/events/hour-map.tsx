// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells take the focus
// biome-ignore-all lint/suspicious/noArrayIndexKey: hours are their index
import { type KeyboardEvent, useRef, useState } from 'react';
import { type GridCell, moveCell } from '../../state/grid.ts';
import { formatCount } from '../../ui/number-format.ts';
import { shade } from './rhythm-bins.ts';

interface HourMapProps {
  /** 7 rows, Monday first, of 24 counts. */
  readonly hours: readonly (readonly number[])[];
  readonly zone: string;
  readonly chosen: { readonly weekday: string | null; readonly hour: string | null };
  /** `weekday` 1 Monday to 7 Sunday. */
  readonly onPick: (weekday: number, hour: number) => void;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Hour by weekday: a table whose cells are shaded by their count and hold it as text. One tab stop, arrows inside. */
export function HourMap({ hours, zone, chosen, onPick }: HourMapProps) {
  const [active, setActive] = useState<GridCell>({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const largest = Math.max(1, ...hours.flat());

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onPick(active.row + 1, active.column);
      return;
    }
    const to = moveCell(event.key, event.ctrlKey, active, { rows: 7, columns: 24, pageRows: 7 });
    if (!to) return;
    event.preventDefault();
    setActive(to);
    table.current?.querySelector<HTMLElement>(`[data-cell="${to.row}-${to.column}"]`)?.focus();
  };

  return (
    <figure className="hour-map">
      <figcaption>
        Hour and weekday <small>hours in {zone} · choose a cell to see its events</small>
      </figcaption>
      <table role="grid" aria-label="Events by weekday and hour" ref={table} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Weekday</span>
            </th>
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hour} scope="col">
                <span className="visually-hidden">{hour} hours</span>
                {hour % 3 === 0 && <span aria-hidden="true">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((counts, row) => (
            <tr key={weekdays[row]}>
              <th scope="row" aria-label={weekdays[row]}>
                {weekdays[row]!.slice(0, 3)}
              </th>
              {counts.map((count, hour) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the table handles keys for all cells
                <td
                  key={hour}
                  role="gridcell"
                  data-cell={`${row}-${hour}`}
                  data-shade={shade(count, largest)}
                  aria-selected={chosen.weekday === String(row + 1) && chosen.hour === String(hour)}
                  aria-label={`${weekdays[row]} ${hour} hours: ${formatCount(count)} events`}
                  title={`${weekdays[row]} ${hour}:00–${hour}:59: ${formatCount(count)} events`}
                  tabIndex={active.row === row && active.column === hour ? 0 : -1}
                  onFocus={() => setActive({ row, column: hour })}
                  onClick={() => onPick(row + 1, hour)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
