import { Select } from '@shopify/polaris';
import { useMemo } from 'react';
import { countryNames } from '~/base/strings/country-name';
import { usePanel } from '~/components/frame/panel-context';

export interface CountrySelectProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Named elsewhere already. */
  readonly without: readonly string[];
  readonly onChange: (country: string) => void;
  readonly error?: string | undefined;
}

/** All countries by their names in the admin's language, in its order. */
export function CountrySelect({ id, label, value, without, onChange, error }: CountrySelectProps) {
  const { s, locale } = usePanel();
  const named = useMemo(
    () => countryNames(locale).map(([code, name]) => ({ value: code, label: name })),
    [locale],
  );
  const left = named.filter((one) => one.value === value || !without.includes(one.value));
  return (
    <Select
      id={id}
      label={label}
      value={value}
      options={[{ value: '', label: s.reach.chooseCountry }, ...left]}
      onChange={onChange}
      error={error}
    />
  );
}
