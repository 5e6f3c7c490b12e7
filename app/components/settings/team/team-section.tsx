import { BlockStack, Select, Text } from '@shopify/polaris';
import { staffRoles } from '~/base/vocabulary/staff-roles';
import { usePanel } from '~/components/frame/panel-context';
import { SettingsSection } from '~/components/settings/settings-sections';
import { ColleagueRow } from '~/components/settings/team/colleague-row';
import { useTeam } from '~/components/settings/team/use-team';
import type { Team } from '~/office/pages/settings/team.server';

/** Who of the store opened Carafe, what each may do, and what newcomers get. Each change counts at once. */
export function TeamSection({ team, now }: { team: Team; now: Date }) {
  const words = usePanel().s.team;
  const { change, busy } = useTeam();
  return (
    <SettingsSection id="team" title={words.title} about={words.about}>
      <BlockStack gap="400">
        <Select
          label={words.newcomers}
          helpText={words.newcomersHelp}
          options={staffRoles.map((value) => ({ value, label: words.roles[value] }))}
          value={team.newcomerRole}
          disabled={busy}
          onChange={(chosen) => {
            const role = staffRoles.find((known) => known === chosen);
            if (role) void change({ intent: 'newcomers', role });
          }}
        />
        <Text as="p" tone="subdued">
          {words.rolesAbout}
        </Text>
        <ul className="carafe-rows" data-plain="">
          {team.people.map((colleague) => (
            <li key={`${colleague.staff} ${colleague.name}`}>
              <ColleagueRow colleague={colleague} now={now} />
            </li>
          ))}
        </ul>
        {team.people.length < 2 && (
          <Text as="p" tone="subdued">
            {words.alone}
          </Text>
        )}
      </BlockStack>
    </SettingsSection>
  );
}
