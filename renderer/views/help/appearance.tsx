import { usePreference } from '../../state/preferences.ts';
import { Select } from '../../ui/select.tsx';

/** Colors, row height and text size of the window. */
export function Appearance() {
  const [theme, setTheme] = usePreference('theme', 'system');
  const [density, setDensity] = usePreference('density', 'comfortable');
  const [textSize, setTextSize] = usePreference('textSize', '100');
  return (
    <div className="help__appearance">
      <Select
        label="Colors"
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'system', label: 'As the system has them' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <Select
        label="Rows"
        value={density}
        onChange={setDensity}
        options={[
          { value: 'comfortable', label: 'Comfortable' },
          { value: 'compact', label: 'Compact' },
        ]}
      />
      <Select
        label="Text size"
        value={textSize}
        onChange={setTextSize}
        options={['90', '100', '110', '125', '150', '175', '200'].map((percent) => ({
          value: percent,
          label: `${percent} %`,
        }))}
      />
    </div>
  );
}
