import { useCase } from '../state/case.ts';
import { call } from '../state/client.ts';
import type { Command } from '../state/commands.ts';
import { setPreference, usePreference } from '../state/preferences.ts';
import type { ScreenName } from '../state/route.ts';
import { nextTimeMode } from '../state/time-display.ts';
import { useCommands } from '../state/use-commands.ts';
import { navigate } from '../state/use-route.ts';
import {
  closeOpenCase,
  openSampleCase,
  pickAndOpenCase,
  verifyOpenCase,
} from '../views/cases/case-actions.ts';
import { screenTitles } from './screen-titles.ts';

const caseScreens: readonly ScreenName[] = [
  'overview',
  'evidence',
  'events',
  'findings',
  'rules',
  'report',
  'activity',
];

/** The actions that are possible everywhere. */
export function useAppCommands({
  onPalette,
  onShortcuts,
}: {
  readonly onPalette: () => void;
  readonly onShortcuts: () => void;
}): void {
  const { status } = useCase();
  const [singleKeys, setSingleKeys] = usePreference('singleKeys', true);
  const go = (screen: ScreenName, keys?: string): Command => ({
    name: `go.${screen}`,
    title: screenTitles[screen],
    group: 'Go to',
    ...(keys ? { keys } : {}),
    run: () => navigate({ screen }),
  });
  const window: Command[] = [
    { name: 'palette', title: 'Search or do anything', group: 'Window', keys: 'Ctrl+K', run: onPalette },
    { name: 'shortcuts', title: 'Keyboard shortcuts', group: 'Window', keys: '?', run: onShortcuts },
    { name: 'help', title: 'Help', group: 'Window', keys: 'F1', run: () => navigate({ screen: 'help' }) },
    {
      name: 'time',
      title: 'Times: case zone, UTC, as written',
      group: 'Window',
      keys: 'z',
      run: nextTimeMode,
    },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      name: `theme.${theme}`,
      title: theme === 'system' ? 'Colors as the system has them' : `Colors: ${theme}`,
      group: 'Window',
      run: () => setPreference('theme', theme),
    })),
    ...(['comfortable', 'compact'] as const).map((density) => ({
      name: `density.${density}`,
      title: `Rows: ${density}`,
      group: 'Window',
      run: () => setPreference('density', density),
    })),
    {
      name: 'single-keys',
      title: singleKeys ? 'Switch single-key shortcuts off' : 'Switch single-key shortcuts on',
      group: 'Window',
      run: () => setSingleKeys(!singleKeys),
    },
    {
      name: 'quit',
      title: 'Quit Scrutineer',
      group: 'Window',
      run: () => void call('host.quit', {}).catch(() => {}),
    },
  ];
  const cases: Command[] = [
    {
      name: 'case.new',
      title: 'New case',
      group: 'Case',
      run: () => navigate({ screen: 'cases', query: { new: '1' } }),
    },
    {
      name: 'case.open',
      title: 'Open a case',
      group: 'Case',
      keys: 'Ctrl+O',
      run: () => void pickAndOpenCase(),
    },
    { name: 'case.sample', title: 'Open the sample case', group: 'Case', run: () => void openSampleCase() },
  ];
  const here: Command[] = [
    {
      name: 'case.import',
      title: 'Import files',
      group: 'Case',
      keys: 'Ctrl+I',
      run: () => navigate({ screen: 'import' }),
    },
    { name: 'case.verify', title: 'Verify the case', group: 'Case', run: () => void verifyOpenCase() },
    { name: 'case.close', title: 'Close the case', group: 'Case', run: () => void closeOpenCase() },
  ];
  const isOpen = status === 'open';
  useCommands([
    ...(isOpen ? [...caseScreens.map((screen, index) => go(screen, `Alt+${index + 1}`)), ...here] : []),
    go('cases'),
    go('verify'),
    ...cases,
    ...window,
  ]);
}
