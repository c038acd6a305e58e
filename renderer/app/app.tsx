import { useEffect, useRef, useState } from 'react';
import { useCase } from '../state/case.ts';
import { call } from '../state/client.ts';
import { needsCase } from '../state/route.ts';
import { navigate, useRoute } from '../state/use-route.ts';
import { visibleString } from '../ui/visible-pieces.ts';
import { CommandPalette } from './command-palette.tsx';
import { CoreEndBanner } from './core-end-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { screenTitles } from './screen-titles.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { StatusBar } from './status-bar.tsx';
import { Toasts } from './toasts.tsx';
import { useAppCommands } from './use-app-commands.ts';
import { View } from './view.tsx';
import './app.css';

/** The frame around every screen. */
export function App() {
  const route = useRoute();
  const { status, info } = useCase();
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useAppCommands({ onPalette: () => setOverlay('palette'), onShortcuts: () => setOverlay('shortcuts') });

  const place = needsCase(route.screen) && status === 'none' ? 'cases' : route.screen;
  const caseName = info?.case.name ?? '';
  useEffect(() => {
    if (place !== route.screen) navigate({ screen: 'cases' }, { replace: true });
  }, [place, route.screen]);
  useEffect(() => {
    const title = caseName ? `${screenTitles[place]} · ${caseName}` : screenTitles[place];
    call('host.setTitle', { title }).catch(() => {
      // The title of the window is a convenience.
    });
    document.title = `${visibleString(title)} – Scrutineer`;
  }, [place, caseName]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen is the reason
  useEffect(() => {
    if (!isFirst.current && main.current) {
      // A new screen is read from its top, wherever the last one was scrolled to.
      main.current.focus({ preventScroll: true });
      main.current.scrollTop = 0;
      document.scrollingElement?.scrollTo(0, 0);
    }
    isFirst.current = false;
  }, [place]);

  return (
    <div className="app">
      <button type="button" className="app__skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Header onPalette={() => setOverlay('palette')} />
      <Navigation screen={place} />
      <main className="app__main" id="main" ref={main} tabIndex={-1}>
        <CoreEndBanner />
        <ErrorBoundary key={place} what={screenTitles[place]}>
          <View route={place === route.screen ? route : { ...route, screen: place }} />
        </ErrorBoundary>
      </main>
      <StatusBar />
      <Toasts />
      <CommandPalette isOpen={overlay === 'palette'} onClose={() => setOverlay(null)} />
      <ShortcutsDialog isOpen={overlay === 'shortcuts'} onClose={() => setOverlay(null)} />
    </div>
  );
}
