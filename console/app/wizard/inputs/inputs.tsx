import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { type ReactNode, useId } from 'react';

interface Label {
  label: string;
  extra?: ReactNode;
  wide?: boolean;
}

/** A label with its input. */
export function Labelled({ label, extra, wide, children }: Label & { children(id: string): ReactNode }) {
  const id = useId();
  return (
    <Form.Item label={label} htmlFor={id} {...(extra && { extra })} {...(wide && { className: 'wide' })}>
      {children(id)}
    </Form.Item>
  );
}

export function WordInput({
  value,
  onChange,
  placeholder,
  ...rest
}: Label & { value: string; placeholder?: string; onChange(value: string): void }) {
  return (
    <Labelled {...rest}>
      {(id) => (
        <Input
          id={id}
          value={value}
          {...(placeholder && { placeholder })}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Labelled>
  );
}

/** An emptied input is left out. */
export function NumberInput({
  value,
  onChange,
  min,
  max,
  suffix,
  placeholder,
  ...rest
}: Label & {
  value: number | undefined;
  onChange(value: number | undefined): void;
  min?: number;
  max?: number;
  suffix?: string;
  placeholder?: string | undefined;
}) {
  return (
    <Labelled {...rest}>
      {(id) => (
        <InputNumber
          id={id}
          value={value ?? null}
          style={{ width: '100%' }}
          onChange={(typed) => onChange(typed ?? undefined)}
          {...(min !== undefined && { min })}
          {...(max !== undefined && { max })}
          {...(suffix && { suffix })}
          {...(placeholder && { placeholder })}
        />
      )}
    </Labelled>
  );
}

export interface Option<Value extends string | number> {
  value: Value;
  label: string;
}

export function ChoiceInput<Value extends string | number>({
  value,
  options,
  onChange,
  ...rest
}: Label & { value: Value; options: Option<Value>[]; onChange(value: Value): void }) {
  return (
    <Labelled {...rest}>
      {(id) => <Select<Value> id={id} value={value} options={options} onChange={(chosen) => onChange(chosen)} />}
    </Labelled>
  );
}

/** Like `ChoiceInput`, for an optional value: the word names the default. */
export function MaybeChoiceInput<Value extends string | number>({
  value,
  options,
  onChange,
  otherwise,
  ...rest
}: Label & {
  value: Value | undefined;
  options: Option<Value>[];
  onChange(value: Value | undefined): void;
  otherwise: string;
}) {
  return (
    <Labelled {...rest}>
      {(id) => (
        <Select
          id={id}
          allowClear
          {...(value !== undefined && { value })}
          placeholder={otherwise}
          options={options}
          onChange={(chosen: Value | undefined) => onChange(chosen)}
        />
      )}
    </Labelled>
  );
}

/** Several words, in the order of their choice; typed ones too where no options are given. */
export function ManyInput({
  value,
  options,
  onChange,
  placeholder,
  ...rest
}: Label & {
  value: readonly string[];
  options?: Option<string>[];
  placeholder?: string | undefined;
  onChange(value: string[]): void;
}) {
  return (
    <Labelled {...rest}>
      {(id) => (
        <Select<string[]>
          id={id}
          value={[...value]}
          mode={options ? 'multiple' : 'tags'}
          {...(options ? { options } : { open: false, tokenSeparators: [' ', ',', '，'], suffixIcon: null })}
          {...(placeholder && { placeholder })}
          onChange={(chosen) => onChange(chosen)}
        />
      )}
    </Labelled>
  );
}

export function SwitchInput({ value, onChange, ...rest }: Label & { value: boolean; onChange(value: boolean): void }) {
  return <Labelled {...rest}>{(id) => <Switch id={id} checked={value} onChange={onChange} />}</Labelled>;
}
