import { useCase } from '../state/case.ts';
import { formatRoute } from '../state/route.ts';
import { nextTimeMode, useTimeDisplay } from '../state/time-display.ts';
import { Icon } from '../ui/icon.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { formatDate, zonedTime } from '../ui/time-format.ts';
import { VisibleText } from '../ui/visible-text.tsx';

/** Which case this is, in which zone its times are, when it was checked, and the way to every action. */
export function Header({ onPalette }: { readonly onPalette: () => void }) {
  const { info, status } = useCase();
  return (
    <header className="header">
      <span className="header__brand">
        <Icon name="seal" />
        Scrutineer
      </span>
      {info && (
        <span className="header__case">
          {info.case.matter !== '' && (
            <>
              <VisibleText text={info.case.matter} /> ·{' '}
            </>
          )}
          <VisibleText text={info.case.name} />
        </span>
      )}
      <span className="header__space" />
      {status === 'open' && (
        <>
          <TimePill />
          <CheckPill />
        </>
      )}
      <button type="button" className="pill pill--press" onClick={onPalette}>
        <Icon name="search" />
        <span className="header__wide">Do anything</span> <Shortcut keys="Ctrl+K" />
      </button>
    </header>
  );
}

function TimePill() {
  const { words } = useTimeDisplay();
  return (
    <button type="button" className="pill pill--press" onClick={nextTimeMode}>
      <Icon name="time" />
      <span className="header__wide">Times</span> <b>{words}</b> <Shortcut keys="z" />
    </button>
  );
}

function CheckPill() {
  const { lastCheck } = useCase();
  const { zone } = useTimeDisplay();
  const href = formatRoute({ screen: 'overview' });
  if (!lastCheck) {
    return (
      <a className="pill pill--press" href={href}>
        <Icon name="seal" /> Not checked yet
      </a>
    );
  }
  const at = zonedTime(lastCheck.at, zone);
  const when = at
    ? `${at.day.slice(4).replace(/ \d{4}$/, '')} ${at.clock.slice(0, 5)}`
    : formatDate(lastCheck.at);
  return (
    <a className={lastCheck.ok ? 'pill pill--press pill--good' : 'pill pill--press pill--bad'} href={href}>
      <Icon name={lastCheck.ok ? 'check' : 'warning'} />
      {lastCheck.ok ? 'Case whole' : 'Check failed'} <span className="header__wide">· {when}</span>
    </a>
  );
}
