import { Badge, BlockStack, Button, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { staffRoles } from '~/base/vocabulary/staff-roles';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { useTeam } from '~/components/settings/team/use-team';
import type { Colleague } from '~/office/pages/settings/team.server';

/** One person of the team: their name, what they may do, when they were here last. */
export function ColleagueRow({ colleague, now }: { colleague: Colleague; now: Date }) {
  const { s, write } = usePanel();
  const { change, busy } = useTeam();
  const { staff, role, seenAt, isMe } = colleague;
  const words = s.team;
  const draft = useDraft(`colleague:${staff}`, { stored: { name: colleague.name } });
  const typed = draft.form.name.trim();
  const saveName = async () => {
    if (await change({ intent: 'name', staff, name: typed })) draft.settle(draft);
  };
  return (
    <BlockStack gap="200">
      <div className="carafe-two">
        <TextField
          label={words.name}
          value={draft.form.name}
          onChange={(name) => draft.set('name', name)}
          maxLength={60}
          autoComplete="off"
          helpText={words.nameHelp(staff)}
          connectedRight={
            typed !== '' && typed !== draft.stored.name ? (
              <Button loading={busy} accessibilityLabel={words.saveNameOf(typed)} onClick={saveName}>
                {words.saveName}
              </Button>
            ) : null
          }
        />
        <Select
          label={words.role}
          options={staffRoles.map((value) => ({ value, label: words.roles[value] }))}
          value={role}
          disabled={isMe || busy}
          {...(isMe && { helpText: words.yourRole })}
          onChange={(chosen) => {
            const to = staffRoles.find((known) => known === chosen);
            if (to) void change({ intent: 'role', staff, role: to });
          }}
        />
      </div>
      <InlineStack gap="200" blockAlign="center">
        {isMe && <Badge tone="info">{words.you}</Badge>}
        <Text as="span" tone="subdued" variant="bodySm">
          {words.seen(write.ago(seenAt, now))}
        </Text>
      </InlineStack>
    </BlockStack>
  );
}
