import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './banner.css';

type BannerKind = 'info' | 'notice' | 'warning' | 'error' | 'good';

interface BannerProps {
  readonly kind: BannerKind;
  /** What happened, in one line. */
  readonly what: ReactNode;
  /** What was kept. */
  readonly kept?: ReactNode;
  /** What to do now. */
  readonly todo?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Announced when it appears; off for banners that were there all along. */
  readonly isLive?: boolean;
}

const icons: Record<BannerKind, IconName> = {
  info: 'info',
  notice: 'info',
  warning: 'warning',
  error: 'warning',
  good: 'check',
};
const words: Record<BannerKind, string> = {
  info: 'Information',
  notice: 'Notice',
  warning: 'Warning',
  error: 'Error',
  good: 'Done',
};

/** A message in the page: what happened, what was kept, what to do. */
export function Banner({ kind, what, kept, todo, children, actions, isLive = false }: BannerProps) {
  return (
    <div
      className={`banner banner--${kind}`}
      role={isLive ? (kind === 'error' ? 'alert' : 'status') : 'note'}
    >
      <span className="banner__icon">
        <Icon name={icons[kind]} />
        <span className="visually-hidden">{words[kind]}: </span>
      </span>
      <div className="banner__text">
        <p className="banner__what">{what}</p>
        {kept && <p>{kept}</p>}
        {todo && <p>{todo}</p>}
        {children}
      </div>
      {actions && <div className="banner__actions">{actions}</div>}
    </div>
  );
}
