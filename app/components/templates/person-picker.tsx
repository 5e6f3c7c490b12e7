import { useFetcher } from '@remix-run/react';
import { Autocomplete, Icon, Text } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { Person, TemplatePage } from '~/components/templates/use-template';
import type { loader } from '~/routes/app.template-people';

interface PersonPickerProps {
  readonly kind: TemplatePage['kind'];
  /** Who is offered before anything is typed. */
  readonly people: readonly Person[];
  readonly person: Person | null;
  readonly onPick: (person: Person | null) => void;
}

const SEARCH_AFTER_MS = 250;
const SAMPLE = 'sample';

/** Somebody who is to get two mails of a kind stands among the people twice. */
const placeOf = ({ customerId, mail }: Person) => mail?.messageId ?? `customer-${customerId}`;

/** For whom a mail is shown: somebody made up, one of those who get it next, or any customer who is searched. */
export function PersonPicker({ kind, people, person, onPick }: PersonPickerProps) {
  const { s, write } = usePanel();
  const t = s.templates;
  const { load, state, data } = useFetcher<typeof loader>();
  const nameOf = ({ name, mail }: Person) => {
    const said = name || s.common.guest;
    if (!mail) return t.personWithout(said);
    return (mail.wasSent ? t.personSent : t.person)(said, write.dayTime(mail.at));
  };
  const shown = person ? nameOf(person) : t.sample;
  const [text, setText] = useState(shown);
  const search = text === shown ? '' : text.trim();
  useEffect(() => setText(shown), [shown]);
  useEffect(() => {
    if (search === '') return;
    const ask = () => load(`/app/template-people?${new URLSearchParams({ kind, search })}`);
    const timer = setTimeout(ask, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [search, kind, load]);
  const found = search === '' ? people : (data?.people ?? []);
  const options = [
    ...(search === '' ? [{ value: SAMPLE, label: t.sample }] : []),
    ...found.map((one) => ({ value: placeOf(one), label: nameOf(one) })),
  ];
  return (
    <Autocomplete
      options={options}
      selected={[person ? placeOf(person) : SAMPLE]}
      loading={state !== 'idle'}
      {...(search !== '' && data && { emptyState: <Text as="p">{t.personNone}</Text> })}
      onSelect={([picked]) => {
        const next = found.find((one) => placeOf(one) === picked) ?? null;
        onPick(next);
        setText(next ? nameOf(next) : t.sample);
      }}
      textField={
        <Autocomplete.TextField
          label={t.shownFor}
          value={text}
          onChange={setText}
          onFocus={() => setText('')}
          onBlur={() => setText(shown)}
          helpText={t.shownForHelp}
          prefix={<Icon source={SearchIcon} />}
          autoComplete="off"
        />
      }
    />
  );
}
