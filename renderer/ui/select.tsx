import { useId } from 'react';
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx';
import { visibleString } from './visible-pieces.ts';

interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

/** One of a short list: the system's own list, which every reader and keyboard knows. */
export function Select<Value extends string>({ value, onChange, options, ...props }: SelectProps<Value>) {
  const id = useId();
  return (
    <FieldFrame id={id} {...props}>
      <select
        {...controlProps(id, props)}
        className="field__control select"
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {visibleString(option.label)}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
