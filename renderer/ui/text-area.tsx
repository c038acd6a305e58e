import { type Ref, useId } from 'react';
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx';

interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly isCode?: boolean;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Text of several lines. */
export function TextArea({ value, onChange, rows = 3, ref, ...props }: TextAreaProps) {
  const id = useId();
  return (
    <FieldFrame id={id} {...props}>
      <textarea
        {...controlProps(id, props)}
        ref={ref}
        className="field__control"
        rows={rows}
        value={value}
        maxLength={props.maxLength ?? 10_000}
        // biome-ignore lint/a11y/noAutofocus: only where a dialog begins with this field
        autoFocus={props.autoFocus}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}
