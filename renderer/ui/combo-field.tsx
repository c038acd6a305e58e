import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import type { FieldProps } from './field-frame.tsx';
import { Icon } from './icon.tsx';
import './field.css';

interface ComboFieldProps extends FieldProps {
  readonly options: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** One of a long list, found by typing. The value is '' where none is chosen. */
export function ComboField({ options, value, onChange, ...props }: ComboFieldProps) {
  return (
    <ComboBox
      className="field"
      defaultItems={options.map((id) => ({ id }))}
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => onChange(key === null ? '' : String(key))}
      isDisabled={props.isDisabled ?? false}
      menuTrigger="input"
    >
      <Label className="field__label">
        {props.label} {props.isOptional && <span className="field__optional">optional</span>}
      </Label>
      <div className="combo">
        <Input
          className="field__control"
          autoComplete="off"
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        />
        <Button className="button button--quiet icon-button--bare">
          <Icon name="down" />
        </Button>
      </div>
      {props.description && (
        <Text slot="description" className="field__description">
          {props.description}
        </Text>
      )}
      {props.error && (
        <span className="field__error" role="alert">
          {props.error}
        </span>
      )}
      <Popover className="choices">
        <ListBox<{ id: string }>
          className="choices__list"
          renderEmptyState={() => <div className="choices__none">Nothing of this name.</div>}
        >
          {(item) => (
            <ListBoxItem className="choices__item" textValue={item.id}>
              {item.id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
