import type { ReactNode } from 'react';
import './field.css';

/** What every field has around its control. */
export interface FieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong with the value and how to mend it; null or absent where nothing is. */
  readonly error?: string | null;
  readonly isOptional?: boolean;
  readonly isDisabled?: boolean;
}

/** The attributes that tie a control to its label, description and error. */
export function controlProps(id: string, { description, error, isDisabled }: FieldProps) {
  const described = [description ? `${id}-description` : '', error ? `${id}-error` : ''].filter(Boolean);
  return {
    id,
    disabled: isDisabled ?? false,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
  } as const;
}

interface FieldFrameProps extends FieldProps {
  readonly id: string;
  readonly isCode?: boolean;
  readonly children: ReactNode;
}

export function FieldFrame({ id, label, description, error, isOptional, isCode, children }: FieldFrameProps) {
  return (
    <div className={isCode ? 'field field--code' : 'field'}>
      <label className="field__label" htmlFor={id}>
        {label} {isOptional && <span className="field__optional">optional</span>}
      </label>
      {children}
      {description && (
        <span className="field__description" id={`${id}-description`}>
          {description}
        </span>
      )}
      {error && (
        <span className="field__error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
