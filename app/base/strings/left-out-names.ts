import type { PanelStrings } from '~/base/strings/panel';

/** Why a message did not go, in a few words, by the code of its last reason. */
export function leftOutNames({ dryRun, reports }: PanelStrings): Readonly<Record<string, string>> {
  return { ...dryRun.refused.codes, ...reports.refused.more };
}
