import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource/source-serif-4/latin-400.css';
import '@fontsource/source-serif-4/latin-600.css';
import '@fontsource/source-serif-4/latin-ext-400.css';
import '@fontsource/source-serif-4/latin-ext-600.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { loadPreferences } from '../state/preferences.ts';
import { App } from './app.tsx';
import { applyAppearance } from './appearance.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { followCore } from './follow-core.ts';
import { followKeys } from './follow-keys.ts';

applyAppearance();
followKeys();
followCore();
await loadPreferences().catch(() => {
  // Without its preferences the window works with their defaults.
});
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ErrorBoundary what="The window">
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
