import { useState } from 'react';
import {
  daysCondition,
  readCondition,
  toggleCondition,
  withCondition,
  writeCondition,
} from '../../state/events.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { formatCount } from '../../ui/number-format.ts';
import { DayHistogram } from './day-histogram.tsx';
import { HourMap } from './hour-map.tsx';
import { useSteady } from './use-steady.ts';
import './rhythm.css';

interface RhythmPanelProps {
  readonly dir: string;
  readonly where: readonly string[];
  readonly onWhere: (where: string[]) => void;
}

/** When the events in force happened: days as bars to brush, hours by weekday, and the same as a table. */
export function RhythmPanel({ dir, where, onWhere }: RhythmPanelProps) {
  const [isTableOpen, setIsTableOpen] = useState(false);
  const {
    value: rhythm,
    error,
    isLoading,
    reload,
  } = useSteady(useCall('events.rhythm', { dir, where: [...where] }));
  if (error && !rhythm) {
    return (
      <ErrorBanner
        error={error}
        what="The events could not be counted by day."
        actions={
          <Button size="s" onPress={reload}>
            Try again
          </Button>
        }
      />
    );
  }
  if (!rhythm) return <Loading what="the events of each day" />;
  const days = (from: string, to: string) => onWhere(daysCondition(where, from, to, rhythm.zone));
  const hasDays = where.some((text) => readCondition(text)?.field === 'at');
  return (
    <section className="rhythm" aria-label="When the events happened" aria-busy={isLoading}>
      <DayHistogram days={rhythm.days} zone={rhythm.zone} onPick={days} />
      <HourMap
        hours={rhythm.hours}
        zone={rhythm.zone}
        chosen={{ weekday: chosenValue(where, 'localWeekday'), hour: chosenValue(where, 'localHour') }}
        onPick={(weekday, hour) => onWhere(withHour(where, weekday, hour))}
      />
      <div className="rhythm__more">
        <Button size="s" onPress={() => setIsTableOpen(true)}>
          Days as a table
        </Button>
        {hasDays && (
          <Button
            size="s"
            variant="quiet"
            onPress={() => onWhere(where.filter((text) => readCondition(text)?.field !== 'at'))}
          >
            All days
          </Button>
        )}
      </div>
      <Dialog title="Events a day" isOpen={isTableOpen} onClose={() => setIsTableOpen(false)}>
        <DataTable
          caption={`Events a day, dates in ${rhythm.zone}`}
          isCaptionShown
          rows={rhythm.days.slice(0, 4000)}
          rowKey={({ date }) => date}
          columns={[
            {
              key: 'date',
              header: 'Date',
              isRowHeader: true,
              cell: ({ date }) => (
                <button
                  type="button"
                  className="link-button number"
                  onClick={() => {
                    setIsTableOpen(false);
                    days(date, date);
                  }}
                >
                  {date}
                </button>
              ),
            },
            { key: 'count', header: 'Events', align: 'end', cell: ({ count }) => formatCount(count) },
          ]}
        />
      </Dialog>
    </section>
  );
}

function chosenValue(where: readonly string[], field: string): string | null {
  const condition = where
    .map(readCondition)
    .find((found) => found?.field === field && found.operator === '=');
  return condition?.value ?? null;
}

/** Both the weekday and the hour; choosing what is chosen takes both back. */
function withHour(where: readonly string[], weekday: number, hour: number): string[] {
  const day = { field: 'localWeekday', operator: '=', value: String(weekday) } as const;
  const clock = { field: 'localHour', operator: '=', value: String(hour) } as const;
  const isChosen = [day, clock].every((condition) => where.includes(writeCondition(condition)));
  if (isChosen) return toggleCondition(toggleCondition(where, day), clock);
  return withCondition(withCondition(where, day), clock);
}
