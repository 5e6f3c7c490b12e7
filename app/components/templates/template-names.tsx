import { Button, Card, Collapsible, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { Look } from '~/components/templates/use-template';

/** Everything that the words can name, with what it stands for in the mail that is shown. */
export function TemplateNames({
  names,
  onInsert,
}: {
  names: Look['names'];
  onInsert: (name: string) => void;
}) {
  const t = usePanel().s.templates;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card>
      <Button
        variant="plain"
        disclosure={isOpen ? 'up' : 'down'}
        ariaControls="template-names"
        ariaExpanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t.names}
      </Button>
      <Collapsible id="template-names" open={isOpen}>
        <div className="carafe-names">
          <Text as="p" tone="subdued">
            {t.namesAbout}
          </Text>
          <dl>
            {names.map(({ name, value }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                  <Button size="micro" accessibilityLabel={t.insertName(name)} onClick={() => onInsert(name)}>
                    {t.insert}
                  </Button>
                </dt>
                <dd>
                  {t.nameOf[name]}
                  {value !== '' && (
                    <span className="carafe-names-value">
                      {value === 'true' || value === 'false' ? t.truth[value] : value}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </Collapsible>
    </Card>
  );
}
