import { preferences } from '../state/preferences.ts';

/** Puts theme, density and text size of the preferences on the document, now and whenever they change. */
export function applyAppearance(): void {
  const apply = () => {
    const { theme, density, textSize } = preferences.getState();
    const root = document.documentElement;
    root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
    root.dataset.density = density === 'compact' ? 'compact' : 'comfortable';
    const percent = typeof textSize === 'string' ? Number(textSize) : 100;
    root.style.fontSize = percent >= 80 && percent <= 200 ? `${percent}%` : '';
  };
  apply();
  preferences.subscribe(apply);
}
