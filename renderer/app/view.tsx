import { useCase } from '../state/case.ts';
import { needsCase, type Route } from '../state/route.ts';
import { navigate } from '../state/use-route.ts';
import { Loading } from '../ui/loading.tsx';
import { ActivityScreen } from '../views/activity/activity-screen.tsx';
import { CasesScreen } from '../views/cases/cases-screen.tsx';
import { EventsScreen } from '../views/events/events-screen.tsx';
import { EvidenceScreen } from '../views/evidence/evidence-screen.tsx';
import { FindingsScreen } from '../views/findings/findings-screen.tsx';
import { HelpScreen } from '../views/help/help-screen.tsx';
import { ImportScreen } from '../views/import/import-screen.tsx';
import { OverviewScreen } from '../views/overview/overview-screen.tsx';
import { ReportScreen } from '../views/report/report-screen.tsx';
import { RulesScreen } from '../views/rules/rules-screen.tsx';
import { VerifyScreen } from '../views/verify/verify-screen.tsx';

/** The screen of a place. */
export function View({ route }: { readonly route: Route }) {
  const { dir, status } = useCase();
  const { screen, path, query } = route;
  if (needsCase(screen) && status !== 'open') {
    if (status !== 'opening') return <CasesScreen isNew={false} />;
    return (
      <div className="screen">
        <Loading what="the case" />
      </div>
    );
  }
  switch (screen) {
    case 'cases':
      return <CasesScreen isNew={query.get('new') === '1'} />;
    case 'overview':
      return <OverviewScreen dir={dir} />;
    case 'evidence':
      return <EvidenceScreen dir={dir} source={path[0] ?? null} />;
    case 'import':
      return <ImportScreen dir={dir} />;
    case 'activity':
      return (
        <ActivityScreen
          dir={dir}
          filter={{
            text: query.get('text') ?? '',
            action: query.get('action') ?? '',
            actor: query.get('actor') ?? '',
          }}
          onFilter={(filter) =>
            navigate(
              {
                screen: 'activity',
                query: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')),
              },
              { replace: true },
            )
          }
        />
      );
    case 'verify':
      return <VerifyScreen key={query.get('package') ?? ''} given={query.get('package') ?? ''} />;
    case 'help':
      return <HelpScreen />;
    case 'events':
      return <EventsScreen />;
    case 'findings':
      return <FindingsScreen />;
    case 'rules':
      return <RulesScreen />;
    case 'report':
      return <ReportScreen />;
  }
}
