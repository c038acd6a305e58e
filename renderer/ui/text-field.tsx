import { type Ref, useId } from 'react';
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx';

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'search';
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isCode?: boolean;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({ value, onChange, type = 'text', ref, ...props }: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} {...props}>
      <input
        {...controlProps(id, props)}
        ref={ref}
        className="field__control"
        type={type}
        value={value}
        placeholder={props.placeholder}
        maxLength={props.maxLength ?? 10_000}
        // biome-ignore lint/a11y/noAutofocus: only where a dialog or screen begins with this field
        autoFocus={props.autoFocus}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}
