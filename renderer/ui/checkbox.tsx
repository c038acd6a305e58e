import { type ReactNode, useId } from 'react';
import './field.css';

interface CheckboxProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Checkbox({ label, description, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  const id = useId();
  return (
    <div className="checkbox">
      <input
        id={id}
        className="checkbox__box"
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={description ? `${id}-description` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {description && (
        <span className="checkbox__description" id={`${id}-description`}>
          {description}
        </span>
      )}
    </div>
  );
}
