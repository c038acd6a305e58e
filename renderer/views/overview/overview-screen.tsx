import { useMemo } from 'react';
import type { Rhythm } from '../../../shared/contract/window.ts';
import { useCase } from '../../state/case.ts';
import { useCall } from '../../state/use-call.ts';
import { navigate } from '../../state/use-route.ts';
import { BarTimeline, type TimelineSeries } from '../../ui/bar-timeline.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf } from '../../ui/number-format.ts';
import { Screen } from '../../ui/screen.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { CaseFigures } from './case-figures.tsx';
import { CaseMenu } from './case-menu.tsx';
import { IntegrityBanner } from './integrity-banner.tsx';
import { MissingList } from './missing-list.tsx';
import { NextSteps } from './next-steps.tsx';
import { ReviewProgress } from './review-progress.tsx';
import './overview.css';

const allSources = '*';

/** What is in the case, what is missing, how far the review is, what to do next. */
export function OverviewScreen({ dir }: { readonly dir: string }) {
  const { info, review } = useCase();
  if (!info) return null;
  const { case: about, sources } = info;
  return (
    <Screen
      title={about.name}
      actions={<CaseMenu />}
      about={
        <>
          {about.matter !== '' && (
            <>
              Matter <VisibleText text={about.matter} /> ·{' '}
            </>
          )}
          {about.agency !== '' && (
            <>
              <VisibleText text={about.agency} /> ·{' '}
            </>
          )}
          Times in {about.timezone ?? 'UTC (the case has no zone)'}
        </>
      }
    >
      <IntegrityBanner />
      {sources.length === 0 ? (
        <NextSteps info={info} review={review} />
      ) : (
        <>
          <CaseFigures info={info} review={review} />
          <div className="overview__columns">
            <div className="stack overview__main">
              <section className="section card">
                <Coverage dir={dir} />
              </section>
              <MissingList sources={sources} timezone={about.timezone} />
            </div>
            <div className="stack">
              <NextSteps info={info} review={review} />
              {review && review.total > 0 && <ReviewProgress review={review} />}
            </div>
          </div>
        </>
      )}
    </Screen>
  );
}

function Coverage({ dir }: { readonly dir: string }) {
  const { value: rhythm, error } = useCall('events.rhythm', { dir, where: [] });
  const series = useMemo(() => (rhythm ? coverageSeries(rhythm) : []), [rhythm]);
  if (error) return <ErrorBanner error={error} what="The coverage cannot be shown." />;
  if (!rhythm) return <Loading what="the events by day" />;
  const { zone, eventsOutside } = rhythm;
  return (
    <>
      <div className="section__head">
        <h2>Coverage</h2>
        <span className="soft">events a day by source, days of {zone}; each source to its own height</span>
      </div>
      {rhythm.days.length === 0 ? (
        <EmptyState title="No events yet" />
      ) : (
        <BarTimeline
          label={`Events a day by source, days of ${zone}`}
          series={series}
          onOpen={(id) =>
            navigate(id === allSources ? { screen: 'events' } : { screen: 'evidence', path: [id] })
          }
        />
      )}
      <p className="soft overview__note">
        Shaded: stretches of 3 or more days without any event, longer than twice the usual pauses, between the
        first and last event of a source. Such a stretch can mean no activity or a log that was not delivered:
        the log alone cannot tell.
        {eventsOutside > 0 &&
          ` ${countOf(eventsOutside, 'event')} lie outside of the twenty years shown; look at their times.`}
      </p>
    </>
  );
}

/** All sources together, then each by its first day. */
function coverageSeries({ days, bySource }: Rhythm): TimelineSeries[] {
  const sources = bySource
    .map(({ sourceId, file, days: own }) => ({ id: sourceId, name: file, days: own }))
    .toSorted((a, b) => (a.days[0]?.date ?? '').localeCompare(b.days[0]?.date ?? ''));
  return sources.length === 1 ? sources : [{ id: allSources, name: 'All sources', days }, ...sources];
}
