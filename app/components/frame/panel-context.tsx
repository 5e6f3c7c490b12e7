import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { PanelLocale } from '~/base/strings/panel';
import { type PanelVoice, panelVoice } from '~/base/strings/panel-voice';
import type { Refusal, StaffRole } from '~/base/vocabulary/staff-roles';

/** What every view needs: the panel's voice, and the shop that it speaks to. */
export interface Panel extends PanelVoice {
  readonly shopDomain: string;
  /** The reader's number; what they typed is kept for them alone. */
  readonly me: string;
  /** Whether this person may do everything; the care desk may not. */
  readonly isFull: boolean;
}

const Context = createContext<Panel | null>(null);

export interface PanelProviderProps {
  readonly locale: PanelLocale;
  readonly countryCode: string | null;
  readonly timeZone: string;
  readonly currency: string;
  readonly shopDomain: string;
  readonly today: string;
  readonly staffRole: StaffRole;
  readonly colleagues: Readonly<Record<string, string>>;
  readonly me?: string;
  readonly children: ReactNode;
}

export function PanelProvider({
  locale,
  countryCode,
  timeZone,
  currency,
  shopDomain,
  today,
  staffRole,
  colleagues,
  me,
  children,
}: PanelProviderProps) {
  const panel = useMemo<Panel>(
    () => ({
      ...panelVoice({ locale, colleagues, ...(me && { me }), countryCode, timeZone, currency, today }),
      shopDomain,
      me: me ?? '',
      isFull: staffRole === 'full',
    }),
    [locale, colleagues, me, countryCode, timeZone, currency, shopDomain, today, staffRole],
  );
  return <Context.Provider value={panel}>{children}</Context.Provider>;
}

export function usePanel(): Panel {
  const panel = useContext(Context);
  if (!panel) throw new Error('A view of the panel stands outside PanelProvider');
  return panel;
}

/** What somebody is told whose role does not cover what they did, with whom to ask. */
export function refusalSaid(refusal: Refusal, voice: Pick<PanelVoice, 'locale' | 's'>): string {
  return voice.s.team.onlyFullNames(keepersNamed(refusal, voice));
}

/** Who can give full access, in words: "Ada or Ben", or a colleague where no name is known. */
export function keepersNamed({ keepers }: Refusal, { locale, s }: Pick<PanelVoice, 'locale' | 's'>): string {
  if (keepers.length === 0) return s.team.anyKeeper;
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(keepers);
}
